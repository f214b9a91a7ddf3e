package t
import rego.v2
p := $"a {x} \{ {1 + 2}" if { { a } and (b or not { c }) with input as {} }

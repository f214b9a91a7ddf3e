package v0
import future.keywords
p[x] { every y in xs { y > 1 }; x := {z | z = 1} } { `raw` }
default f(_) = set()

package a.b
import data.x as y
allow if { some k, v in input; not v.x[_] } else := {"a": [1.5e3, -x]}

std = "luajit"
unused_args = false
self = false
globals = { "G_reader_settings", "G_defaults" }
max_line_length = 130
ignore = { "211/__*", "231/__", "631" }

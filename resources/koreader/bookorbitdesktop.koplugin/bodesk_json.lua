--- JSON by what KOReader has. A decoded null is truthy there: test the type of what you read.

local Json = { version = "1.0.0" }

local has_rapid, rapid = pcall(require, "rapidjson")
local slow = not has_rapid and require("json") or nil

--- Text of a value without functions, cdata or holes. Errors end the caller's run.
function Json.encode(value)
    return has_rapid and rapid.encode(value) or slow.encode(value)
end

--- The value of a text that was received or stored; nil if it is no JSON.
function Json.decode(text)
    if type(text) ~= "string" or text == "" then return nil end
    local done, value = pcall(has_rapid and rapid.decode or slow.decode, text)
    return done and value or nil
end

--- As a table; an empty one for anything else.
function Json.object(text)
    local value = Json.decode(text)
    return type(value) == "table" and value or {}
end

return Json

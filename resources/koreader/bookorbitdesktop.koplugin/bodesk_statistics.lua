--- Page views out of KOReader's statistics, in short looks: nothing is held open, nothing is written.

local DataStorage = require("datastorage")
local lfs = require("libs/libkoreader-lfs")

local Statistics = { version = "1.0.0" }

--- Seconds by which each look begins before the last view that was sent: a merge brings older ones.
Statistics.OVERLAP = 2 * 86400

local function path()
    return DataStorage:getSettingsDir() .. "/statistics.sqlite3"
end

--- The columns of a question, as plain numbers and texts; none where there are no statistics.
local function ask(sql, columns)
    if lfs.attributes(path(), "mode") ~= "file" then return {} end
    local has_engine, engine = pcall(require, "lua-ljsqlite3/init")
    if not has_engine then return {} end
    local connection = engine.open(path(), "ro")
    local done, found = pcall(function()
        if connection.set_busy_timeout then connection:set_busy_timeout(500) end
        return connection:exec(sql)
    end)
    connection:close()
    if not done then error(found, 0) end
    local rows = {}
    for index = 1, found and #found[1] or 0 do
        local row = {}
        for column, kind in ipairs(columns) do
            local value = found[column][index]
            -- Integers come as 64-bit cdata, which no JSON encoder takes.
            row[column] = kind == "number" and tonumber(value) or (type(value) == "string" and value or "")
        end
        rows[index] = row
    end
    return rows
end

local VIEW = { "text", "text", "text", "number", "number", "number", "number", "number" }
local FROM = " FROM page_stat_data v JOIN book b ON b.id = v.id_book WHERE "

-- Of an entry from before there were digests, the one of the entry with its name.
local DIGEST = [[COALESCE(CASE WHEN length(b.md5) = 32 THEN b.md5 ELSE
(SELECT CASE WHEN MIN(o.md5) = MAX(o.md5) THEN MIN(o.md5) END FROM book o
WHERE o.title = b.title AND o.authors IS b.authors AND length(o.md5) = 32) END, '')]]

local function views(where, limit)
    local sql = "SELECT " .. DIGEST .. ", b.title, b.authors, b.pages, v.page, v.start_time, v.duration, v.total_pages" .. FROM
    return ask(sql .. where .. string.format(" ORDER BY v.start_time, v.id_book, v.page LIMIT %d", limit), VIEW)
end

--- The next views from a moment on, oldest first.
function Statistics.since(start, limit)
    return views(string.format("v.start_time >= %d", start), limit)
end

--- The views of one book, by the text of its number, from a moment on.
function Statistics.of_book(number, start, limit)
    return views(string.format("b.id = %d AND v.start_time >= %d", tonumber(number), start), limit)
end

--- Count and seconds of each book's views before a moment, by the text of its number: { ["1"] = "count seconds" }.
function Statistics.sums(before)
    local sql = "SELECT CAST(b.id AS TEXT), COUNT(*), SUM(v.duration)" .. FROM
    local rows = ask(sql .. string.format("v.start_time < %d GROUP BY b.id", before), { "text", "number", "number" })
    local sums = {}
    for _, row in ipairs(rows) do
        sums[row[1]] = string.format("%d %d", row[2], row[3] or 0)
    end
    return sums
end

return Statistics

-- Mixed pages and checks: of ten requests one is a check, two are searches by the API, seven are pages.
local article = io.open(os.getenv("ARTICLE")):read("*a")
local quoted = article:gsub('[%z\1-\31\\"]', function(c)
  if c == "\n" then return "\\n" end
  return string.format("\\u%04x", c:byte())
end)
local json = { ["Content-Type"] = "application/json" }
local body = '{"format": "markdown", "text": "' .. quoted .. '"}'

local paths = {}
for path in io.lines(os.getenv("PATHS")) do
  paths[#paths + 1] = path
end

local at = 0
request = function()
  at = at + 1
  if at % 10 == 0 then
    return wrk.format("POST", "/api/v1/check", json, body)
  end
  return wrk.format("GET", paths[at % #paths + 1])
end

done = function(summary, latency)
  local wrong = summary.errors
  io.write(string.format("requests %d\nerrors %d\np50_ms %.1f\np99_ms %.1f\nmax_ms %.1f\n",
    summary.requests, wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end

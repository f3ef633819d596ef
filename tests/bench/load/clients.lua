-- For wrk: each request for PATH_READ comes from another client of clients.txt, with its address and, if TOKENS is "yes", its token.
dofile(os.getenv("ROOT") .. "/tests/bench/load/stop.lua")

local requests, sent = {}, 0

function init()
  for line in io.lines("clients.txt") do
    local address, token = line:match("^(%S+) (%S+)$")
    local headers = { ["X-Forwarded-For"] = address }
    if os.getenv("TOKENS") == "yes" then headers["Authorization"] = "Bearer " .. token end
    requests[#requests + 1] = wrk.format("GET", os.getenv("PATH_READ"), headers)
  end
end

function request()
  sent = sent + 1
  return requests[sent % #requests + 1]
end

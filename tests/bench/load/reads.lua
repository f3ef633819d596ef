-- For wrk: asks for the paths of paths.txt in turn.
dofile(os.getenv("ROOT") .. "/tests/bench/load/stop.lua")

local requests, sent = {}, 0

function init()
  for line in io.lines("paths.txt") do requests[#requests + 1] = wrk.format("GET", line) end
end

function request()
  sent = sent + 1
  return requests[sent % #requests + 1]
end

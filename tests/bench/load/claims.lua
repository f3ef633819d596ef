-- For wrk: each request is the claim of another user or in another campaign, of tokens.txt and campaigns.txt.
dofile(os.getenv("ROOT") .. "/tests/bench/load/stop.lua")

local tokens, campaigns, sent = {}, {}, 0

function init()
  for line in io.lines("tokens.txt") do tokens[#tokens + 1] = line end
  for line in io.lines("campaigns.txt") do campaigns[#campaigns + 1] = line end
end

function request()
  local token = tokens[sent % #tokens + 1]
  local campaign = campaigns[math.floor(sent / #tokens) % #campaigns + 1]
  sent = sent + 1
  return wrk.format("POST", "/api/v1/campaigns/" .. campaign .. "/claims", { ["Authorization"] = "Bearer " .. token }, "")
end

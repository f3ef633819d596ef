-- The health of an EcommerceStack for Argo CD: what its status says, unless that is about an older spec.
-- Argo CD gives it the object as "obj" and takes a table with "status" and "message". Lua 5.1, no libraries needed.

local generation = obj.metadata.generation
local annotations = obj.metadata.annotations or {}
local status = obj.status or {}

local function condition(kind)
  for _, candidate in ipairs(status.conditions or {}) do
    if candidate.type == kind then
      return candidate
    end
  end
  return {}
end

local function current(candidate)
  return candidate.observedGeneration == nil or candidate.observedGeneration == generation
end

local function holds(kind)
  local candidate = condition(kind)
  return candidate.status == "True" and current(candidate)
end

local function health(name, message)
  return { status = name, message = message or "" }
end

if obj.metadata.deletionTimestamp ~= nil then
  return health("Progressing", "the stack is being deleted")
end

if (status.observedGeneration or -1) < 0 then
  return health("Progressing", "waiting for the operator to look at the stack")
end

-- Argo CD asks right after a sync: what the status says then is true of the spec before.
if status.observedGeneration ~= generation then
  return health("Progressing", "waiting for the operator to look at the changed stack")
end

if holds("Stalled") then
  return health("Degraded", condition("Stalled").message)
end

if obj.spec ~= nil and obj.spec.suspend == true then
  return health("Suspended", "spec.suspend is true")
end

if annotations["ecommercestack.dev/paused"] == "true" then
  return health("Suspended", "the annotation ecommercestack.dev/paused is true")
end

if holds("Degraded") then
  return health("Degraded", condition("Degraded").message)
end

if holds("Ready") then
  return health("Healthy", condition("Ready").message)
end

-- A planned roll is not a fault.
local ready = condition("Ready")
if current(ready) and ready.message ~= nil then
  return health("Progressing", ready.message)
end
return health("Progressing", "waiting for the stack to become ready")

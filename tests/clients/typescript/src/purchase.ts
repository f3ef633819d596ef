// Buys one product as a new customer, by the client that is generated from the shop's OpenAPI document.
//
//   node purchase.js http://shop.example.com

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import createClient from "openapi-fetch";
import type { components, paths } from "../target/generated/shop.js";

type Problem = components["schemas"]["Problem"];

const PATIENCE_MS = 120_000;

const address = process.argv[2];
if (!address) {
  console.error("Give the address of a shop: node purchase.js http://shop.example.com");
  process.exit(2);
}
const shop = createClient<paths>({ baseUrl: address });

const deadline = Date.now() + PATIENCE_MS;

// Returns what the shop answers, and calls again while it is busy. Throws what else it says.
async function answer<T>(
  step: string,
  call: () => Promise<{ data?: T; error?: Problem; response: Response }>,
): Promise<T> {
  for (;;) {
    const { data, error, response } = await call();
    if (data !== undefined) {
      return data;
    }
    if (![503, 504].includes(response.status) || Date.now() > deadline) {
      throw new Error(`${step}: ${response.status} ${error?.code ?? ""} ${error?.detail ?? ""}`);
    }
    await sleep(1000);
  }
}

const session = await answer("sign up", () =>
  shop.POST("/api/v1/auth/signup", {
    body: {
      email: `typescript-${randomUUID()}@example.com`,
      password: `correct horse ${randomUUID()}`,
      name: "김 손님",
      language: "ko",
    },
  }),
);
shop.use({
  onRequest({ request }) {
    request.headers.set("Authorization", `Bearer ${session.accessToken}`);
    return request;
  },
});

const products = await answer("list products", () =>
  shop.GET("/api/v1/products", { params: { query: { limit: 100 } } }),
);
const product = products.items.find((candidate) => candidate.stock > 0);
if (!product) {
  throw new Error(`None of the ${products.items.length} products is in stock.`);
}

const items = [{ productId: product.id, quantity: 1 }];
const quote = await answer("quote", () =>
  shop.POST("/api/v1/orders/quotes", { body: { items } }),
);

// With the same key the same order may be sent again.
const key = randomUUID();
const placed = await answer("place the order", () =>
  shop.POST("/api/v1/orders", {
    params: { header: { "Idempotency-Key": key } },
    body: {
      items,
      expectedTotal: quote.total,
      shippingAddress: {
        recipient: "김 손님",
        line1: "세종대로 110",
        city: "서울",
        postalCode: "04524",
        country: "KR",
      },
    },
  }),
);

for (;;) {
  const order = await answer("read the order", () =>
    shop.GET("/api/v1/orders/{id}", { params: { path: { id: placed.orderId } } }),
  );
  if (order.status === "CONFIRMED") {
    const { amount, currency } = order.total ?? {};
    console.log(`Order ${order.id} is confirmed: 1 x ${product.name}, ${amount} ${currency}.`);
    break;
  }
  if (order.status !== "PENDING") {
    throw new Error(`The order is ${order.status}: ${order.reason ?? "no reason"}`);
  }
  if (Date.now() > deadline) {
    throw new Error(`The order is still PENDING after ${PATIENCE_MS / 1000} s.`);
  }
  await sleep(500);
}

// The texts of the pages. An element names its text in data-text (content) or data-label (aria-label).

import { byId } from './dom.js';
import { moneyText } from './money.js';

const TEXTS = {
  ko: {
    skip: '본문으로 건너뛰기', shop: '상점', pages: '페이지', api: 'API 문서', registry: '서비스 레지스트리',
    account: '회원', login: '로그인', logout: '로그아웃', signup: '회원 가입', email: '이메일', password: '비밀번호',
    newPassword: '비밀번호 (10자 이상)', name: '이름', campaigns: '선착순 쿠폰', discounts: '상시 할인', products: '상품',
    searchFor: '상품 찾기', search: '검색', more: '더 보기', cart: '장바구니', coupon: '쿠폰', recipient: '받는 사람',
    line1: '주소', city: '도시', postalCode: '우편번호', country: '국가 코드', order: '주문하기', orders: '내 주문',
    coupons: '내 쿠폰', none: '없습니다.', unavailable: '지금은 불러올 수 없습니다.', claim: '쿠폰 받기', loginFirst: '먼저 로그인하세요.',
    left: (n) => `${n}장 남음`, of: (issued, quota) => `${quota}장 중 ${issued}장 발급`, until: (time) => `${time}까지`, from: (time) => `${time}부터`,
    waiting: (n) => `대기 중: 앞에서 ${n}번째`, pending: '접수되었습니다. 결과를 기다립니다.', won: (n) => `당첨! ${n}번째로 받았습니다.`,
    soldOut: '모두 소진되었습니다.', campaignEnded: '행사가 종료되어 받을 수 없습니다.', rejected: '받을 수 없습니다.', add: '담기', remove: '빼기', stock: (n) => `재고 ${n}`, gone: '품절',
    subtotal: '상품 금액', shippingFee: '배송비', tax: '세금', total: '결제 금액', pricing: '금액을 확인하고 있습니다.', quoteLogin: '로그인하면 할인과 결제 금액을 보여 드립니다.',
    priceFrom: (name, from, to) => `${name}: ${from} → ${to}`,
    noCoupon: '쓰지 않음', ordered: '주문이 접수되었습니다.', orderAgain: '주문 결과 확인',
    orderUnknown: '주문이 접수되었는지 알 수 없습니다. 주문 결과 확인을 누르세요. 두 번 주문되지 않습니다.', cancel: '주문 취소', quantity: '수량', hello: (name) => `${name}님`,
    failed: '요청이 실패했습니다.', offline: '상점에 연결할 수 없습니다.',
    status: {
      PENDING: '처리 중', CONFIRMED: '확정', SHIPPED: '배송 중', DELIVERED: '배송 완료', REJECTED: '거절', CANCELLED: '취소', EXPIRED: '만료',
      AVAILABLE: '사용 가능', HELD: '주문에 묶임', REDEEMED: '사용함', SCHEDULED: '예정', OPEN: '진행 중', PAUSED: '일시 중지', SOLD_OUT: '소진', ENDED: '종료',
    },
    reason: {
      insufficient_stock: '남은 수량이 부족합니다', product_not_found: '더 이상 판매하지 않는 상품이 있습니다', coupon_not_usable: '사용할 수 없는 쿠폰입니다',
      payment_declined: '결제가 승인되지 않았습니다', not_completed_in_time: '처리 시간이 초과되었습니다', reservation_expired: '처리 시간이 초과되었습니다',
      mixed_currencies: '통화가 다른 상품은 함께 주문할 수 없습니다', amount_too_large: '주문 금액이 너무 큽니다',
      price_changed: '주문한 뒤에 가격이 바뀌었습니다', charged_amount_differs: '다른 금액이 결제되어 환불됩니다',
    },
    // Problems that users of the pages meet. For others the English text of the response is shown.
    problem: {
      invalid_credentials: '이메일 또는 비밀번호가 맞지 않습니다.', email_taken: '이미 가입된 이메일입니다. 로그인하세요.', unauthenticated: '먼저 로그인하세요.',
      too_many_attempts: '잘못된 시도가 너무 많았습니다. 잠시 후 다시 시도하세요.', too_many_requests: '요청이 너무 많습니다. 잠시 후 다시 시도하세요.',
      validation_failed: '입력한 값을 확인하세요.', malformed_request: '입력한 값을 확인하세요.', conflict: '그사이 다른 변경이 있었습니다. 다시 시도하세요.',
      campaign_ended: '이미 끝난 행사입니다.', campaign_paused: '잠시 중지된 행사입니다. 나중에 다시 시도하세요.', campaign_not_open: '아직 시작하지 않은 행사입니다.', campaign_not_found: '없는 행사입니다.',
      order_not_cancellable: '이 주문은 더 이상 취소할 수 없습니다.', order_not_found: '없는 주문입니다.', product_not_found: '더 이상 판매하지 않는 상품이 있습니다.',
      price_changed: '가격이 바뀌었습니다. 새 금액을 확인하고 다시 주문하세요.', coupon_not_usable: '사용할 수 없는 쿠폰입니다.',
      mixed_currencies: '통화가 다른 상품은 함께 주문할 수 없습니다.', amount_too_large: '주문 금액이 너무 큽니다.',
      dependency_failed: '지금은 처리할 수 없습니다. 잠시 후 다시 시도하세요.',
      service_unavailable: '지금은 연결할 수 없습니다. 잠시 후 다시 시도하세요.', unavailable: '지금은 처리할 수 없습니다. 잠시 후 다시 시도하세요.',
      dependency_unavailable: '지금은 처리할 수 없습니다. 잠시 후 다시 시도하세요.', queue_unavailable: '지금은 처리할 수 없습니다. 잠시 후 다시 시도하세요.',
      timeout: '응답이 늦어지고 있습니다. 결과를 확인한 뒤 다시 시도하세요.', answer_lost: '연결이 끊어졌습니다. 결과를 확인한 뒤 다시 시도하세요.',
      search_busy: '지금은 검색이 너무 많습니다. 잠시 후 다시 시도하세요.', internal_error: '문제가 발생했습니다.',
    },
  },
  en: {
    skip: 'Skip to content', shop: 'Shop', pages: 'Pages', api: 'API', registry: 'Service registry',
    account: 'Account', login: 'Log in', logout: 'Log out', signup: 'Sign up', email: 'Email', password: 'Password',
    newPassword: 'Password (10 characters or more)', name: 'Name', campaigns: 'First come, first served', discounts: 'Discounts', products: 'Products',
    searchFor: 'Find products', search: 'Search', more: 'More', cart: 'Cart', coupon: 'Coupon', recipient: 'Recipient',
    line1: 'Address', city: 'City', postalCode: 'Postal code', country: 'Country code', order: 'Order', orders: 'My orders',
    coupons: 'My coupons', none: 'There are none.', unavailable: 'Not available at the moment.', claim: 'Claim a coupon', loginFirst: 'Please log in first.',
    left: (n) => `${n} left`, of: (issued, quota) => `${issued} of ${quota} issued`, until: (time) => `until ${time}`, from: (time) => `from ${time}`,
    waiting: (n) => `Waiting: number ${n} in the queue`, pending: 'Claim received. Waiting for the result.', won: (n) => `You got a coupon, as number ${n}.`,
    soldOut: 'Sold out.', campaignEnded: 'The shop has ended this campaign.', rejected: 'The claim was rejected.', add: 'Add', remove: 'Remove', stock: (n) => `${n} in stock`, gone: 'Sold out',
    subtotal: 'Subtotal', shippingFee: 'Shipping', tax: 'Tax', total: 'Total', pricing: 'Calculating the price.', quoteLogin: 'Log in to see discounts and the total.',
    priceFrom: (name, from, to) => `${name}: ${from} → ${to}`,
    noCoupon: 'None', ordered: 'Your order has been placed.', orderAgain: 'Check the order',
    orderUnknown: 'The order may have been placed. Press Check the order. It is not placed twice.', cancel: 'Cancel order', quantity: 'Quantity', hello: (name) => name,
    failed: 'The request failed.', offline: 'The shop cannot be reached.',
    status: {
      PENDING: 'in progress', CONFIRMED: 'confirmed', SHIPPED: 'shipped', DELIVERED: 'delivered', REJECTED: 'rejected', CANCELLED: 'cancelled', EXPIRED: 'expired',
      AVAILABLE: 'available', HELD: 'held by an order', REDEEMED: 'used', SCHEDULED: 'scheduled', OPEN: 'open', PAUSED: 'paused', SOLD_OUT: 'sold out', ENDED: 'ended',
    },
    reason: {
      insufficient_stock: 'not enough pieces left', product_not_found: 'a product is no longer sold', coupon_not_usable: 'the coupon cannot be used',
      payment_declined: 'the payment was declined', not_completed_in_time: 'it took too long', reservation_expired: 'it took too long',
      mixed_currencies: 'products priced in different currencies cannot be ordered together', amount_too_large: 'the order costs too much',
      price_changed: 'the price changed after you ordered', charged_amount_differs: 'a different amount was charged and is refunded',
    },
  },
};

const STORAGE_KEY = 'language';
let language = localStorage.getItem(STORAGE_KEY) ?? (navigator.language.startsWith('ko') ? 'ko' : 'en');
if (!(language in TEXTS)) language = 'ko';

export const locale = () => (language === 'ko' ? 'ko-KR' : 'en-GB');

/** Returns a text in the language of the page: t('left', 3). */
export function t(key, ...values) {
  const text = TEXTS[language][key];
  return typeof text === 'function' ? text(...values) : text ?? key;
}

export const statusText = (status) => TEXTS[language].status[status] ?? status ?? '';

export const reasonText = (reason) => TEXTS[language].reason[reason] ?? reason;

/** Returns the text of a problem code, or undefined when the text of the response is to be shown. */
export const problemText = (code) => TEXTS[language].problem?.[code];

/** Formats an amount of money in the language of the page. */
export const amountText = (value) => (value ? moneyText(value, locale()) : '');

/** Returns the text of what a coupon or a discount takes off the price. */
export function benefitText(value) {
  if (!value) return '';
  return value.type === 'PERCENT' ? `${value.value} %` : amountText({ amount: value.value, currency: value.currency });
}

export const timeText = (instant) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

/** Sets the texts of the page, now and whenever the language changes. */
export function initLanguage(redraw) {
  const apply = () => {
    document.documentElement.lang = language;
    document.querySelectorAll('[data-text]').forEach((element) => { element.textContent = t(element.dataset.text); });
    document.querySelectorAll('[data-label]').forEach((element) => element.setAttribute('aria-label', t(element.dataset.label)));
    const button = byId('language');
    button.textContent = language === 'ko' ? 'English' : '한국어';
    button.lang = language === 'ko' ? 'en' : 'ko';
    redraw();
  };
  byId('language').addEventListener('click', () => {
    language = language === 'ko' ? 'en' : 'ko';
    localStorage.setItem(STORAGE_KEY, language);
    apply();
  });
  apply();
}

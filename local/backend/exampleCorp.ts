import type { Account, Money } from "./books";

/**
 * Customers who never were, with telephone numbers that are reserved for fiction or shown in examples.
 * docs/backend.md tells the PINs, of which only hashes stand here, to whoever wants to try them.
 */
export const ACCOUNTS: readonly Account[] = [
  {
    accountId: "A-1001", accountNumber: "48210937", phoneNumber: "+12025550143", name: "Alex", country: "US", addOn: "offered",
    pin: "a483abcd114397114ae0b87131cff3c5:056f8547ee3ba79ce0d3c473c42523677ba81af067fc94ef16c5912334ff3258",
    balance: { orderId: "B-1001", amount: 4590, currency: "USD", dueDate: "2026-12-01", overdue: false },
    latestOrder: { orderId: "O-1001", state: "shipped", date: "2026-11-30" },
  },
  {
    accountId: "A-1002", accountNumber: "73051824", phoneNumber: "+14165550143", name: "Camille", country: "CA", addOn: "offered",
    pin: "1d063bbe4b216ca8e7d03b1435b9b110:806c285f7ffe29dac8a9a1c89a9ec91346ccd0815d483aaeea8416aabaec6aa3",
    balance: { orderId: "B-1002", amount: 12850, currency: "CAD", dueDate: "2026-11-02", overdue: true },
    latestOrder: { orderId: "O-1002", state: "delivered", date: "2026-11-20" },
  },
  {
    accountId: "A-1003", accountNumber: "19460352", phoneNumber: "+15145550143", name: "Luc", country: "CA", addOn: "offered",
    pin: "47aedd94e5953a80ffc7291fb24feeda:2d3a7bdc21d6656a57bcf2374b4da701f6f3c2abcdcddc5e6673cccd03836617",
    latestOrder: { orderId: "O-1003", state: "received" },
  },
  {
    accountId: "A-1004", accountNumber: "52081749", phoneNumber: "+442079460143", name: "Sam", country: "GB", addOn: "owned",
    pin: "b60aa50a9af939d0e06e771aeb88e3ff:6f9ca1317f48099ff8d3e255c58f014c934def15cdf9d95f01b717e6ae32fadb",
    balance: { orderId: "B-1004", amount: 3200, currency: "GBP", dueDate: "2026-10-15", overdue: true },
    latestOrder: { orderId: "O-1004", state: "packed" },
  },
  {
    accountId: "A-1005", accountNumber: "86142075", phoneNumber: "+33199001443", name: "Claire", country: "FR", addOn: "offered",
    pin: "a61cef426edddaeb4cd4c259e21105f8:dcb4a91fdb38b5e4c86b6f7e6696ece3d2bef04195bacef5923dce0b79238cc3",
    balance: { orderId: "B-1005", amount: 8905, currency: "EUR", dueDate: "2026-12-05", overdue: false },
    latestOrder: { orderId: "O-1005", state: "delayed", date: "2026-12-09" },
  },
  {
    accountId: "A-1006", accountNumber: "27391640", phoneNumber: "+493023125143", name: "Jonas", country: "DE", addOn: "offered",
    pin: "434e821cfe3648454a140d23df3528b0:6a66794bf28b2be641df5bc73b4fdac98dd5d1bc1d1e654bdfa8616f48a65f14",
    balance: { orderId: "B-1006", amount: 5640, currency: "EUR", dueDate: "2026-11-05", overdue: true },
    latestOrder: { orderId: "O-1006", state: "shipped", date: "2026-12-02" },
  },
  {
    accountId: "A-1007", accountNumber: "60572918", phoneNumber: "+41781234567", country: "CH", addOn: "offered",
    pin: "49e601f11a0be352fd71e7fad789cec8:d23d4dac018bc3419eb2e9e124212562b05ed625cff9fc436b9c5670adfec83a",
    balance: { orderId: "B-1007", amount: 7250, currency: "CHF", dueDate: "2026-12-10", overdue: false },
    latestOrder: { orderId: "O-1007", state: "delivered", date: "2026-11-12" },
  },
  {
    accountId: "A-1008", accountNumber: "91823504", phoneNumber: "+393123456789", name: "Giulia", country: "IT", addOn: "offered",
    pin: "ffb172a9e810e918fdd448c68aa86446:868bbc9829ddcc55fc86877e08b6f4d0a7ba0076ec171a86af43318ac3ff573e",
    balance: { orderId: "B-1008", amount: 2999, currency: "EUR", dueDate: "2026-12-01", overdue: false },
    latestOrder: { orderId: "O-1008", state: "packed" },
  },
  {
    accountId: "A-1009", accountNumber: "34705169", phoneNumber: "+31612345678", name: "Daan", country: "NL", addOn: "owned",
    pin: "b1ac5e2a52dd96a4e419e8a179f9738e:cc6f5fa489ff2c18618d0c8174312c7fcf5d39a6a806419a84be9a2811d310fd",
    latestOrder: { orderId: "O-1009", state: "delivered", date: "2026-11-18" },
  },
  {
    accountId: "A-1010", accountNumber: "15932748", phoneNumber: "+34612345678", name: "Lucía", country: "ES", addOn: "offered",
    pin: "523ff1795c36c5249f36ae4686272b35:99f6f688ccf501f9df28d3faac22a598904fdbc3aa4dcbb060ebeb6de3416635",
    balance: { orderId: "B-1010", amount: 6100, currency: "EUR", dueDate: "2026-10-31", overdue: true },
  },
  {
    accountId: "A-1011", accountNumber: "72640183", phoneNumber: "+522221234567", name: "Diego", country: "MX", addOn: "offered",
    pin: "e5affa9e9f8a261bb060bdd6e2f080f5:2f27e6266c4ade847f1f28febdd0b0c743279522ff0b02ae8f4427706922735d",
    balance: { orderId: "B-1011", amount: 159900, currency: "MXN", dueDate: "2026-12-03", overdue: false },
    latestOrder: { orderId: "O-1011", state: "received" },
  },
  {
    accountId: "A-1012", accountNumber: "50816294", phoneNumber: "+5511961234567", name: "Ana", country: "BR", addOn: "offered",
    pin: "3b83cbca4011731bcadb0d0eb09512b2:d1f391d569baa96d3db6a430b63f3886515e9971c2f0eece5938b5455508d874",
    balance: { orderId: "B-1012", amount: 24990, currency: "BRL", dueDate: "2026-11-10", overdue: true },
    latestOrder: { orderId: "O-1012", state: "delayed", date: "2026-12-15" },
  },
  {
    accountId: "A-1013", accountNumber: "29165037", phoneNumber: "+351912345678", name: "Rui", country: "PT", addOn: "offered",
    pin: "b7f57599523a1b77701a0f0559de2ea7:0e91976ce2272401fbb3baf0416fc4c3ad48de30d98f0391f4fc2b4ba8a2617f",
    balance: { orderId: "B-1013", amount: 1875, currency: "EUR", dueDate: "2026-12-07", overdue: false },
    latestOrder: { orderId: "O-1013", state: "shipped", date: "2026-11-27" },
  },
  {
    accountId: "A-1014", accountNumber: "83470516", phoneNumber: "+819012345678", name: "佐藤", country: "JP", addOn: "offered",
    pin: "107aa2e8b61fce3d008ceccb80374e2c:135a650fd95598b955b6970bbcc6e953b0e40a783ee4f2829598e4150ffe720c",
    balance: { orderId: "B-1014", amount: 12800, currency: "JPY", dueDate: "2026-12-04", overdue: false },
    latestOrder: { orderId: "O-1014", state: "shipped", date: "2026-11-29" },
  },
  {
    accountId: "A-1015", accountNumber: "64093821", phoneNumber: "+56221234567", country: "CL", addOn: "offered",
    pin: "a8f7fe58bde3d4216d101084eb0d0397:5d9a4ec4ee718e6e6556a98c7bd1fca7c11b981f6d2a0730855ab526cace6695",
    balance: { orderId: "B-1015", amount: 45990, currency: "CLP", dueDate: "2026-11-08", overdue: true },
    latestOrder: { orderId: "O-1015", state: "received" },
  },
];

/** The protection plan: its price for a year, by country. */
export const ADD_ON_PRICES: Readonly<Record<string, Money>> = {
  US: { amount: 4900, currency: "USD" }, CA: { amount: 5900, currency: "CAD" }, MX: { amount: 99_000, currency: "MXN" }, BR: { amount: 24_900, currency: "BRL" },
  AR: { amount: 4_990_000, currency: "ARS" }, CL: { amount: 44_990, currency: "CLP" }, CO: { amount: 19_900_000, currency: "COP" }, PE: { amount: 17_900, currency: "PEN" },
  GB: { amount: 3900, currency: "GBP" }, IE: { amount: 4500, currency: "EUR" }, FR: { amount: 4500, currency: "EUR" }, BE: { amount: 4500, currency: "EUR" },
  NL: { amount: 4500, currency: "EUR" }, LU: { amount: 4500, currency: "EUR" }, DE: { amount: 4500, currency: "EUR" }, AT: { amount: 4500, currency: "EUR" },
  CH: { amount: 4900, currency: "CHF" }, IT: { amount: 4500, currency: "EUR" }, ES: { amount: 4500, currency: "EUR" }, PT: { amount: 4500, currency: "EUR" },
  AU: { amount: 7500, currency: "AUD" }, NZ: { amount: 7900, currency: "NZD" }, SG: { amount: 6500, currency: "SGD" }, ZA: { amount: 89_900, currency: "ZAR" },
  JP: { amount: 5500, currency: "JPY" },
};

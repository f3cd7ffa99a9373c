import type { Account, Money } from "./books";

/**
 * Customers who never were, with telephone numbers that are reserved for fiction or shown in examples.
 * docs/backend.md tells the PINs, of which only hashes stand here, to whoever wants to try them.
 */
export const ACCOUNTS: readonly Account[] = [
  {
    accountId: "A-1001", accountNumber: "48210937", phoneNumber: "+12025550143", name: "Alex", country: "US", addOn: "offered",
    pin: "a483abcd114397114ae0b87131cff3c5:cd5cd15b78844a71994161ce2fa9a53d65ebb1e3e3f53b6cc3d1c82be146814c",
    balance: { orderId: "B-1001", amount: 4590, currency: "USD", dueDate: "2026-12-01", overdue: false },
    latestOrder: { orderId: "O-1001", state: "shipped", date: "2026-11-30" },
  },
  {
    accountId: "A-1002", accountNumber: "73051824", phoneNumber: "+14165550143", name: "Camille", country: "CA", addOn: "offered",
    pin: "1d063bbe4b216ca8e7d03b1435b9b110:5dbf23d1a8e488a0ff9e84bd67d2e7dae589d3909b33e2612c1f59abab6704e7",
    balance: { orderId: "B-1002", amount: 12850, currency: "CAD", dueDate: "2026-11-02", overdue: true },
    latestOrder: { orderId: "O-1002", state: "delivered", date: "2026-11-20" },
  },
  {
    accountId: "A-1003", accountNumber: "19460352", phoneNumber: "+15145550143", name: "Luc", country: "CA", addOn: "offered",
    pin: "47aedd94e5953a80ffc7291fb24feeda:25253415bee3ed527d56f3a8a41faadf82471fb039b078d15503aadfbde3b248",
    latestOrder: { orderId: "O-1003", state: "received" },
  },
  {
    accountId: "A-1004", accountNumber: "52081749", phoneNumber: "+442079460143", name: "Sam", country: "GB", addOn: "owned",
    pin: "b60aa50a9af939d0e06e771aeb88e3ff:cdc3c948f9d652f402410e8c2ca00a0e0669f5139a7a72ff566b657bce501f61",
    balance: { orderId: "B-1004", amount: 3200, currency: "GBP", dueDate: "2026-10-15", overdue: true },
    latestOrder: { orderId: "O-1004", state: "packed" },
  },
  {
    accountId: "A-1005", accountNumber: "86142075", phoneNumber: "+33199001443", name: "Claire", country: "FR", addOn: "offered",
    pin: "a61cef426edddaeb4cd4c259e21105f8:d68e9a55000c9bc99c278f6ef7fad56696d7c04d890a68ea838bb90160c43559",
    balance: { orderId: "B-1005", amount: 8905, currency: "EUR", dueDate: "2026-12-05", overdue: false },
    latestOrder: { orderId: "O-1005", state: "delayed", date: "2026-12-09" },
  },
  {
    accountId: "A-1006", accountNumber: "27391640", phoneNumber: "+493023125143", name: "Jonas", country: "DE", addOn: "offered",
    pin: "434e821cfe3648454a140d23df3528b0:75f4c74f958dc0290c2dacb8e9aa41b85d21152953a7666b98213dc642d9d9c3",
    balance: { orderId: "B-1006", amount: 5640, currency: "EUR", dueDate: "2026-11-05", overdue: true },
    latestOrder: { orderId: "O-1006", state: "shipped", date: "2026-12-02" },
  },
  {
    accountId: "A-1007", accountNumber: "60572918", phoneNumber: "+41781234567", country: "CH", addOn: "offered",
    pin: "49e601f11a0be352fd71e7fad789cec8:75c3c947d27a4d3308967d8e11fc72c20b0036efe84d0b4fd7c6bee6eb9d6fa1",
    balance: { orderId: "B-1007", amount: 7250, currency: "CHF", dueDate: "2026-12-10", overdue: false },
    latestOrder: { orderId: "O-1007", state: "delivered", date: "2026-11-12" },
  },
  {
    accountId: "A-1008", accountNumber: "91823504", phoneNumber: "+393123456789", name: "Giulia", country: "IT", addOn: "offered",
    pin: "ffb172a9e810e918fdd448c68aa86446:849c82304411518268a9cfaab220fde318c02ba7047e5caa653f7e7221f49c6f",
    balance: { orderId: "B-1008", amount: 2999, currency: "EUR", dueDate: "2026-12-01", overdue: false },
    latestOrder: { orderId: "O-1008", state: "packed" },
  },
  {
    accountId: "A-1009", accountNumber: "34705169", phoneNumber: "+31612345678", name: "Daan", country: "NL", addOn: "owned",
    pin: "b1ac5e2a52dd96a4e419e8a179f9738e:cab555c99763a3e842a17656d1c6c6e115e08a4803fe1b35e26233c3dda064db",
    latestOrder: { orderId: "O-1009", state: "delivered", date: "2026-11-18" },
  },
  {
    accountId: "A-1010", accountNumber: "15932748", phoneNumber: "+34612345678", name: "Lucía", country: "ES", addOn: "offered",
    pin: "523ff1795c36c5249f36ae4686272b35:ba3edec4e41878a1745f6c1162ba48c501bc86146f639dade5ca99bdc0afad74",
    balance: { orderId: "B-1010", amount: 6100, currency: "EUR", dueDate: "2026-10-31", overdue: true },
  },
  {
    accountId: "A-1011", accountNumber: "72640183", phoneNumber: "+522221234567", name: "Diego", country: "MX", addOn: "offered",
    pin: "e5affa9e9f8a261bb060bdd6e2f080f5:948dbb4eecc115a24f1904ba0c7a36a5c7f957d7a1a91e22cd4114782fdbd37f",
    balance: { orderId: "B-1011", amount: 159900, currency: "MXN", dueDate: "2026-12-03", overdue: false },
    latestOrder: { orderId: "O-1011", state: "received" },
  },
  {
    accountId: "A-1012", accountNumber: "50816294", phoneNumber: "+5511961234567", name: "Ana", country: "BR", addOn: "offered",
    pin: "3b83cbca4011731bcadb0d0eb09512b2:b243cc7a4c9fa2dbece179d9d588fdb940ac0d3086ae6f414f64769bff15f2d0",
    balance: { orderId: "B-1012", amount: 24990, currency: "BRL", dueDate: "2026-11-10", overdue: true },
    latestOrder: { orderId: "O-1012", state: "delayed", date: "2026-12-15" },
  },
  {
    accountId: "A-1013", accountNumber: "29165037", phoneNumber: "+351912345678", name: "Rui", country: "PT", addOn: "offered",
    pin: "b7f57599523a1b77701a0f0559de2ea7:d857f6092f96df41656524c62e208892667a130ec70355d7fec5097e42f5a343",
    balance: { orderId: "B-1013", amount: 1875, currency: "EUR", dueDate: "2026-12-07", overdue: false },
    latestOrder: { orderId: "O-1013", state: "shipped", date: "2026-11-27" },
  },
  {
    accountId: "A-1014", accountNumber: "83470516", phoneNumber: "+819012345678", name: "佐藤", country: "JP", addOn: "offered",
    pin: "107aa2e8b61fce3d008ceccb80374e2c:d3ae8352dae00cfa38fb7e3e2e4f0d006bf7886c68007a89aa692537a458c9b5",
    balance: { orderId: "B-1014", amount: 12800, currency: "JPY", dueDate: "2026-12-04", overdue: false },
    latestOrder: { orderId: "O-1014", state: "shipped", date: "2026-11-29" },
  },
  {
    accountId: "A-1015", accountNumber: "64093821", phoneNumber: "+56221234567", country: "CL", addOn: "offered",
    pin: "a8f7fe58bde3d4216d101084eb0d0397:a38d0aa983277f543ab2b45297595ceb1dbf87087432b1d7e67e557c3678b1de",
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

declare module "dynalite" {
  import type { Server } from "node:http";
  /** An in-process DynamoDB over HTTP, in memory unless `path` is given. */
  export default function dynalite(options?: {
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
    path?: string;
  }): Server;
}

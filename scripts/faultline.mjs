#!/usr/bin/env node
import { runProduct } from "./setup/product.mjs";

await runProduct(process.argv.slice(2));

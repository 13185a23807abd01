#!/usr/bin/env node
import { run } from './krm/program.ts'
import { main } from './main.ts'

await main(run)

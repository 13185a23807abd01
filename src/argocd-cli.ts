#!/usr/bin/env node
import { run } from './argocd/program.ts'
import { main } from './main.ts'

await main(run)

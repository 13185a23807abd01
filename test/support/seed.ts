import fc from 'fast-check'

/** Properties run on the same cases every time; `SEED=$RANDOM npm test` tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20210310) })

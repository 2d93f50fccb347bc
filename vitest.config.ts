import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file has environments of its own; on two processors the runner would use but one.
    maxWorkers: 2,
    reporters: ['default'],
  },
});

const common = { paths: ['features/**/*.feature'], import: ['features/steps/*.ts'], parallel: 2 };

export default {
  ...common,
  format: ['progress', 'html:reports/features/features.html', 'junit:reports/features/junit.xml'],
};

/** A rehearsal says itself where the reports go. */
export const rehearsal = common;

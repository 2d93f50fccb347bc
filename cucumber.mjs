export default {
  paths: ['features/**/*.feature'],
  import: ['features/steps/*.ts'],
  parallel: 2,
  format: ['progress', 'html:reports/features/features.html', 'junit:reports/features/junit.xml'],
  formatOptions: { colorsEnabled: false },
};

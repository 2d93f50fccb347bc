// Missing from the types of pdfkit, which are behind it: which cells the heading of a table is for.
declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    scope?: 'Column' | 'Row';
  }
}

/** What we use of the library `edifact`, which ships without types. */
declare module 'edifact' {
  export class Parser {
    onopensegment: (tag: string) => void;
    onelement: () => void;
    oncomponent: (text: string) => void;
    onclosesegment: () => void;
    write(text: string): void;
    encoding(level: string): void;
  }
}

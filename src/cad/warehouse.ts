import { Decimal } from '../money.ts';
import { ofCadType } from './cad-types.ts';
import { commodityLines } from './declared-lines.ts';
import { type Finding, finding } from './findings.ts';
import { toThousandths } from './quantity.ts';
import type { AssessedCad, CadInput } from './types.ts';
import type { Stock } from './warehouse-store.ts';

/** Goods that one line of a declaration brings into a warehouse, or takes out of what another line brought in. */
export interface Movement {
  line: number;
  stockTransaction: string;
  stockLine: number;
  /** More than zero: brought in. */
  quantityThousandths: number;
  unit: string;
}

/** What a declaration on goods in bond rests on. */
export interface WarehouseFacts {
  /** The declaration whose goods are drawn. */
  drawnFrom: AssessedCad | undefined;
  /** What was left of all goods concerned, before this declaration. */
  stock: readonly Stock[];
  /** Classification numbers of goods in bond that ended since they came in. */
  lapsed: readonly string[];
  /** Fields that name a warehouse without a licence on the day. */
  unlicensed: readonly ('warehouseIn' | 'warehouseOut')[];
}

/**
 * What a declaration moves in and out of bond. A transfer (30) holds the goods until a re-warehousing (13) takes them
 * up: each brings in what it draws.
 *
 * Quantities are thousandths of the unit of measure. Source: CBSA Memorandum D7-4-4; types 10 to 30.
 */
export function movementsOf(input: CadInput): Movement[] {
  const type = ofCadType(input.cadType).warehouse;
  if (type === undefined) return [];
  const movements: Movement[] = [];
  for (const [index, line] of commodityLines(input).entries()) {
    const quantityThousandths = toThousandths(line.quantity ?? '0');
    const moved = { line: index + 1, unit: line.unitOfMeasure ?? '' };
    if (type.draws === true) {
      const stockTransaction = input.previousTransactionNumber ?? '';
      const stockLine = line.previousLine ?? 0;
      movements.push({ ...moved, stockTransaction, stockLine, quantityThousandths: -quantityThousandths });
    }
    if (type.isIn === true || input.cadType === '30') {
      const { transactionNumber: stockTransaction } = input;
      movements.push({ ...moved, stockTransaction, stockLine: index + 1, quantityThousandths });
    }
  }
  return movements;
}

/** The movements that replace those of an earlier version: those taken back, and the new ones. */
export function movementsOfChange(previous: CadInput, changed: CadInput | undefined): Movement[] {
  const takenBack = movementsOf(previous).map((movement) => ({
    ...movement,
    quantityThousandths: -movement.quantityThousandths,
  }));
  return [...takenBack, ...(changed === undefined ? [] : movementsOf(changed))];
}

/** Which types of declaration may draw on goods that a type brought in. */
const drawnBy: Readonly<Record<string, readonly string[]>> = {
  10: ['20', '21', '22', '30'],
  13: ['20', '21', '22', '30'],
  30: ['13'],
};

/**
 * What is wrong with a declaration on goods in bond: its warehouse, the goods it draws on, how much of them there is.
 *
 * Source: CBSA Memorandum D7-4-4. Edits: CAD-E040, CAD-E215, CAD-E231, CAD-E234 to CAD-E236.
 */
export function* warehouseFindings(
  input: CadInput,
  previous: AssessedCad | undefined,
  facts: WarehouseFacts,
): Generator<Finding> {
  const type = ofCadType(input.cadType).warehouse;
  if (type === undefined) return;
  if (type.isIn && input.warehouseIn === undefined) yield finding('CAD-E040', 'warehouseIn', 'warehouseIn');
  if (type.isOut && input.warehouseOut === undefined)
    yield finding('CAD-E040', 'warehouseOut', 'warehouseOut');
  // A change keeps the warehouses, whatever became of their licences.
  if (previous === undefined)
    for (const field of facts.unlicensed) yield finding('CAD-E234', field, input[field]);
  yield* quantityFindings(input);
  if (type.draws) yield* drawnFindings(input, facts);
  const changed = previous === undefined ? movementsOf(input) : movementsOfChange(previous.declared, input);
  for (const line of overdrawn(changed, facts.stock)) yield finding('CAD-E215', `line[${line}].quantity`);
}

/** Largest quantity that can be kept exactly, in units. */
const mostUnits = 9_000_000_000_000;

function* quantityFindings(input: CadInput): Generator<Finding> {
  for (const [index, line] of commodityLines(input).entries()) {
    const at = (field: string) => `line[${index + 1}].${field}`;
    const quantity = new Decimal(line.quantity ?? '0');
    if (quantity.isZero() || quantity.gt(mostUnits)) yield finding('CAD-E040', at('quantity'), 'quantity');
    if (line.unitOfMeasure === undefined) yield finding('CAD-E040', at('unitOfMeasure'), 'unitOfMeasure');
  }
}

/**
 * The goods must be there to be drawn, in the warehouse that they leave, and be the importer's, or have been transferred
 * to it. They leave as the goods that came in.
 */
function* drawnFindings(input: CadInput, { drawnFrom, lapsed }: WarehouseFacts): Generator<Finding> {
  const about = input.previousTransactionNumber ?? '';
  const isDrawable =
    drawnFrom !== undefined &&
    drawnFrom.status !== 'WITHDRAWN' &&
    drawnBy[drawnFrom.cadType]?.includes(input.cadType) === true &&
    ownerOf(drawnFrom) === input.importer;
  if (!isDrawable) {
    yield finding('CAD-E231', 'previousTransactionNumber', about);
    return;
  }
  const { warehouseIn } = drawnFrom.declared;
  const isOut = ofCadType(input.cadType).warehouse?.isOut === true;
  if (isOut && input.warehouseOut !== undefined && input.warehouseOut !== warehouseIn)
    yield finding('CAD-E235', 'warehouseOut', warehouseIn);
  const lines = commodityLines(drawnFrom.declared);
  for (const [index, line] of commodityLines(input).entries()) {
    const brought = lines[(line.previousLine ?? 0) - 1];
    const at = (field: string) => `line[${index + 1}].${field}`;
    if (brought === undefined) {
      yield finding('CAD-E231', at('previousLine'), `${about} / ${line.previousLine ?? ''}`);
      continue;
    }
    if (brought.unitOfMeasure !== line.unitOfMeasure)
      yield finding('CAD-E040', at('unitOfMeasure'), 'unitOfMeasure');
    if (!isSameNumber(brought.classification, line.classification, lapsed))
      yield finding('CAD-E236', at('classification'), brought.classification);
    if (brought.countryOfOrigin !== line.countryOfOrigin)
      yield finding('CAD-E236', at('countryOfOrigin'), brought.countryOfOrigin);
  }
}

/** Goods keep their classification in bond; where their number ended meanwhile, their subheading. Assumption A-83. */
function isSameNumber(brought: string, drawn: string, lapsed: readonly string[]): boolean {
  return brought === drawn || (lapsed.includes(brought) && brought.slice(0, 6) === drawn.slice(0, 6));
}

function ownerOf({ cadType, declared, importerBn15 }: AssessedCad): string {
  return cadType === '30' ? (declared.newImporter ?? importerBn15) : importerBn15;
}

/** Lines whose movement would leave less than nothing. */
export function overdrawn(movements: readonly Movement[], stock: readonly Stock[]): number[] {
  const key = (of: { stockTransaction: string; stockLine: number }) =>
    `${of.stockTransaction} ${of.stockLine}`;
  const left = new Map(stock.map((each) => [key(each), each.quantityThousandths]));
  for (const each of movements) left.set(key(each), (left.get(key(each)) ?? 0) + each.quantityThousandths);
  const lines = movements.filter((each) => left.get(key(each))! < 0).map((each) => each.line);
  return [...new Set(lines)].sort((a, b) => a - b);
}

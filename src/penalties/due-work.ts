import type { DueWork } from '../clock/due-work.ts';
import { lateAccounting } from './late-accounting.ts';
import { latePayment } from './late-payment.ts';

export const penaltyWork: readonly DueWork[] = [...lateAccounting, latePayment];

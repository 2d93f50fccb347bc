/** What is wrong or worth knowing about a declaration. F: fatal, it is rejected; W: a warning. */
export interface Finding {
  code: FindingCode;
  severity: 'F' | 'W';
  /** Header field, or line[3].field. */
  pointer: string;
  messageEn: string;
  messageFr: string;
}

/** CAD-E010 to W130 carry the agency's own texts; from E200 on they are the simulation's. */
const texts = {
  'CAD-E020': [
    'F',
    'Broker or agent not authorized to submit declaration',
    'Courtier ou agent non autorisé à soumettre la déclaration',
  ],
  'CAD-E030': ['F', 'Invalid &*', '&* non valide'],
  'CAD-E040': ['F', '&* field is missing or invalid', 'Le champ &* est manquant ou non valide'],
  'CAD-E050': [
    'F',
    'CAD transaction &* already in use',
    'Le numéro de transaction &* de la DDC est déjà utilisé',
  ],
  'CAD-E060': [
    'F',
    'Tariff treatment &* cannot be used with country entered',
    'Le traitement tarifaire &* ne peut être utilisé avec le pays inscrit',
  ],
  'CAD-E070': [
    'F',
    '&* measure found; SIMA subject flag required',
    'Mesure &* trouvée; indicateur LMSI requis',
  ],
  'CAD-E080': ['F', '&* is missing from the submission', '&* : absent de la soumission'],
  'CAD-E090': [
    'F',
    'Contract account invalid for billing',
    'Compte contractuel non valide pour la facturation',
  ],
  'CAD-E100': [
    'F',
    '158 – Function code incorrect or transaction code already submitted',
    '158 – Code de fonction incorrect ou code de transaction déjà soumis',
  ],
  'CAD-E110': [
    'F',
    'Broker / agent business number &* not authorized',
    'Numéro d’entreprise &* du courtier ou de l’agent non autorisé',
  ],
  'CAD-E130': [
    'F',
    'The following field in your transaction does not match the field associated with your release: &*',
    'Le champ suivant de votre transaction ne correspond pas à celui de votre mainlevée : &*',
  ],
  'CAD-W130': [
    'W',
    'The following field in your transaction does not match the field associated with your release: &*',
    'Le champ suivant de votre transaction ne correspond pas à celui de votre mainlevée : &*',
  ],
  'CAD-E200': [
    'F',
    'Transaction number check digit invalid',
    'Chiffre de contrôle du numéro de transaction invalide',
  ],
  'CAD-E201': [
    'F',
    'BN15 invalid or not an importer program account',
    'NE15 invalide ou n’étant pas un compte d’importateur',
  ],
  'CAD-E202': ['F', 'CAD type not allowed on this channel: &*', 'Type de DDC non permis par cette voie : &*'],
  'CAD-E203': [
    'F',
    'Release not found for transaction number',
    'Mainlevée introuvable pour ce numéro de transaction',
  ],
  'CAD-W204': [
    'W',
    'Accounting date later than the due date &*',
    'Déclaration en détail tardive : échéance le &*',
  ],
  'CAD-E205': [
    'F',
    'Exchange rate not available for the date of direct shipment (&*)',
    'Taux de change non disponible pour la date d’expédition directe (&*)',
  ],
  'CAD-W205': [
    'W',
    'Assessed with a provisional exchange rate, to be recalculated: &*',
    'Calcul fait avec un taux de change provisoire, à recalculer : &*',
  ],
  'CAD-E206': [
    'F',
    'Classification number &* not in force on the assessment date',
    'Numéro de classement &* non en vigueur à la date de cotisation',
  ],
  'CAD-E207': [
    'F',
    'Quantity required in the tariff’s unit of measure: &*',
    'Quantité requise dans l’unité de mesure du tarif : &*',
  ],
  'CAD-E208': [
    'F',
    'Proof of origin required for the tariff treatment &*',
    'Preuve d’origine requise pour le traitement tarifaire &*',
  ],
  'CAD-E209': [
    'F',
    'Special authority &* not valid on this date or for these goods',
    'Autorisation spéciale &* non valide à cette date ou pour ces marchandises',
  ],
  'CAD-E210': [
    'F',
    'SIMA invoice price and currency, or normal value and export price, are required when subject',
    'Prix facturé et devise LMSI, ou valeur normale et prix à l’exportation, requis si assujetti',
  ],
  'CAD-E212': [
    'F',
    'Surtax code missing for goods of a surtaxed tariff item and origin: &*',
    'Code de surtaxe manquant : &*',
  ],
  'CAD-E214': [
    'F',
    'Payment required before release: account with type C',
    'Paiement requis avant la mainlevée : déclarez avec le type C',
  ],
  'CAD-E215': [
    'F',
    'Warehouse quantity exceeds the balance of the previous line',
    'Quantité supérieure au solde de la ligne précédente',
  ],
  'CAD-E216': [
    'F',
    'Adjustment reason code missing, reserved for the Agency, or not for this result: &*',
    'Code de motif de rajustement manquant, réservé à l’Agence ou contraire au résultat : &*',
  ],
  'CAD-E217': [
    'F',
    'Adjustment outside the legislative time limit, which ended on &*',
    'Rajustement hors du délai prévu par la loi, échu le &*',
  ],
  'CAD-E218': [
    'F',
    'The reason that supports the net result must come first: &*',
    'Le motif qui appuie le résultat net doit venir en premier : &*',
  ],
  'CAD-E219': [
    'F',
    'Pre-CARM declaration must keep the B3 line structure: &*',
    'La déclaration pré-GCRA doit conserver la structure des lignes du B3 : &*',
  ],
  'CAD-E220': [
    'F',
    'Invoice lines add up to &*, not to the invoice value',
    'Les lignes de la facture totalisent &*, et non la valeur de la facture',
  ],
  'CAD-E224': [
    'F',
    'Goods of this transaction are already released: account with type AB',
    'Les marchandises de cette transaction ont déjà obtenu la mainlevée : déclarez avec le type AB',
  ],
  'CAD-E225': [
    'F',
    'Date of direct shipment is in the future',
    'La date d’expédition directe est dans le futur',
  ],
  'CAD-E226': [
    'F',
    '&* cannot change between versions of a declaration',
    '&* ne peut changer d’une version à l’autre d’une déclaration',
  ],
  'CAD-E227': [
    'F',
    'Original transaction &* is not an accepted declaration of this importer',
    'La transaction d’origine &* n’est pas une déclaration acceptée de cet importateur',
  ],
  'CAD-E228': [
    'F',
    'Goods cleared by customs self-assessment come directly from the United States or Mexico',
    'Les marchandises dédouanées par autocotisation viennent directement des États-Unis ou du Mexique',
  ],
  'CAD-E229': [
    'F',
    'CAD type &* does not fit: a CSA importer accounts with type TT, and no other importer does',
    'Le type de DDC &* ne convient pas : un importateur PAD déclare avec le type TT, et lui seul',
  ],
  'CAD-E230': [
    'F',
    'By the CBSA’s administrative account goods are accounted for with type C, naming their owner',
    'Par le compte administratif de l’ASFC, on déclare avec le type C, en nommant le propriétaire',
  ],
  'CAD-E231': [
    'F',
    'Goods in bond &* are not this importer’s to draw on with this type',
    'Les marchandises en entrepôt &* ne peuvent être prélevées par cet importateur avec ce type',
  ],
  'CAD-E233': [
    'F',
    'CAD type &* is for members of its program: couriers of low-value shipments (F), National Defence and its contractors (M)',
    'Le type de DDC &* est pour les membres de son programme : messageries de faible valeur (F), Défense nationale et ses entrepreneurs (M)',
  ],
  'CAD-E234': [
    'F',
    'Bonded warehouse &* is not licensed on this date',
    'L’entrepôt de stockage &* n’est pas agréé à cette date',
  ],
  'CAD-E235': [
    'F',
    'The goods are in bonded warehouse &*: draw them from there',
    'Les marchandises sont à l’entrepôt de stockage &* : prélevez-les là',
  ],
  'CAD-E236': [
    'F',
    'The goods drawn are not those that came into bond: &*',
    'Les marchandises prélevées ne sont pas celles qui sont entrées en entrepôt : &*',
  ],
  'CAD-E237': [
    'F',
    'Goods cleared by customs self-assessment are commercial and need no permit: &*',
    'Les marchandises dédouanées par autocotisation sont commerciales et sans permis : &*',
  ],
  'CAD-E238': [
    'F',
    'The day of discovery &* is still to come',
    'Le jour de la découverte &* est encore à venir',
  ],
  'CAD-W239': [
    'W',
    'Omitted goods were to be accounted for by &*, within ninety days of their discovery',
    'Les marchandises omises devaient être déclarées au plus tard le &*, dans les 90 jours de leur découverte',
  ],
  'CAD-E240': [
    'F',
    'A broker accounts no longer under its own number for a client that is not registered, for goods released on &*',
    'Un courtier ne déclare plus sous son propre numéro pour un client non inscrit, pour des marchandises dédouanées le &*',
  ],
  'CAD-W221': [
    'W',
    'Value exceeds the limit for a low-value shipment line',
    'Valeur supérieure à la limite d’une ligne d’expédition de faible valeur',
  ],
  'CAD-W222': [
    'W',
    'Duplicate of CAD &*, accepted on the same day',
    'Double de la DDC &*, acceptée le même jour',
  ],
  'CAD-W232': [
    'W',
    'The B3 was accepted for &*, which is not what is calculated now',
    'Le B3 a été accepté pour &*, ce qui diffère du calcul actuel',
  ],
  'CAD-W223': [
    'W',
    'Preference &* claimed with MFN lower or alone applicable: MFN applied',
    'Traitement préférentiel &* remplacé par le NPF, plus avantageux ou seul applicable',
  ],
} as const satisfies Record<string, readonly ['F' | 'W', string, string]>;

export type FindingCode = keyof typeof texts;

export const findingCodes = Object.keys(texts) as FindingCode[];

export function isFindingCode(code: string): code is FindingCode {
  return code in texts;
}

/** One finding; `about` takes the place of `&*` in the agency's text. */
export function finding(code: FindingCode, pointer: string, about = ''): Finding {
  const [severity, en, fr] = texts[code];
  return { code, severity, pointer, messageEn: en.replace('&*', about), messageFr: fr.replace('&*', about) };
}

# Customs Act ss. 32.2, 33.4; CBSA, corrections and adjustments; CARM Bulletin 5414
@changes
Feature: Corrections

  Background:
    Given today is 2024-11-04
    And importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $1,000.00

  Example: A correction before the due date is approved at once and billed with the declaration
    When Anne corrects the goods to $2,000.00
    Then version 2 is accepted for $100.00
    And Anne owes $100.00
    When time moves to 2024-11-25
    Then the statement of Anne closes at $100.00

  Example: A correction bears no interest
    When Anne corrects the goods to $2,000.00
    And time moves to 2024-12-26
    Then Anne owes $100.00

  Example: On the due date it is still a correction, the day after no more
    When time moves to 2024-11-29
    And Anne corrects the goods to $2,000.00
    Then version 2 is accepted for $100.00
    When time moves to 2024-11-30
    And Anne corrects the goods to $3,000.00
    Then the refusal is CORRECTION_TOO_LATE

  Example: Rates stay those of the day on which the goods were accounted for
    When time moves to 2024-11-20
    And Anne corrects the goods to $2,000.00
    Then version 2 was accounted for on 2024-11-04

  Example: Two people correct one version
    When Anne corrects the goods to $2,000.00
    And Anne corrects version 1 to $3,000.00
    Then the refusal is VERSION_NOT_CURRENT

  Example: A line left out of a correction is missed
    When Anne corrects the declaration without its invoice
    Then the declaration is rejected with CAD-E080

  Example: A declaration that is not paid is withdrawn, and its number stays used
    When Anne withdraws the declaration
    Then Anne owes $0.00
    When Anne submits the declaration
    Then the declaration is rejected with CAD-E050
    And every invariant holds

  Example: A paid declaration is not withdrawn
    When Anne pays $50.00 by online-banking for that declaration
    And Anne withdraws the declaration
    Then the refusal is WITHDRAWAL_TOO_LATE

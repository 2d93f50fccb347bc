# CBSA, payments; Customs Notice 17-33; accounts receivable ledger, frequently asked questions; assumptions A-52 to A-54
@channels
Feature: Channels of payment

  Background:
    Given today is 2026-01-05
    And importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $200,000.00

  Example: A payment in transit counts from the day on which it is made
    Given payments take the days that they really take
    When time moves to 2026-01-30
    And Anne pays $10,000.00 by edi
    Then Anne owes $10,000.00
    When time moves to 2026-02-03
    Then Anne owes $0.00
    When time moves to 2026-02-26
    Then Anne owes $0.00
    And every invariant holds

  Example: A cheque pays at most $50,000.00
    When Anne pays $50,000.01 by cheque
    Then the refusal is CHEQUE_TOO_LARGE

  Example: A wire is for non-residents
    When Anne pays $10,000.00 by wire
    Then the refusal is WIRE_FOR_NON_RESIDENTS

  Example: While the bank is down, a cheque still pays
    Given the bank is down
    When Anne pays $10,000.00 by online-banking
    Then the refusal is PARTNER_UNAVAILABLE
    When Anne pays $10,000.00 by cheque
    Then Anne has a credit of $10,000.00

  Example: A statement paid twice: the second payment stays a credit, and the payer is told
    When time moves to 2026-01-26
    And Anne pays $10,000.00 by edi
    And Anne pays $10,000.00 by edi
    Then the receipt says that the statement seems to be paid already
    When time moves to 2026-02-03
    Then Anne has a credit of $10,000.00

  Example: A receipt lists what it paid and what is left
    When time moves to 2026-01-30
    And Anne pays $10,250.00 by edi
    Then the receipt lists $10,000.00 for that declaration and $250.00 as credit

  Example: A broker pays for all of its clients or for none
    Given importer Carla is enrolled in release prior to payment
    And broker Bruno
    And Anne has given Bruno authority
    When Bruno pays $100.00 each for Anne and Carla
    Then the refusal is FORBIDDEN
    And Anne owes $10,000.00
    When Carla has given Bruno authority
    And Bruno pays $100.00 each for Anne and Carla
    Then Anne owes $9,900.00
    And Carla has a credit of $100.00
    And every invariant holds

  Example: Money for an account that does not exist is not lost
    When the bank sends $300.00 for 123456789RT0001 of 2026-01-02
    Then $300.00 waits for an officer
    When an officer says that it is of Anne
    Then nothing waits for an officer
    And Anne owes $9,700.00
    And every invariant holds

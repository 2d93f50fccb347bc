# Customs Act s. 33(2); Interpretation Act s. 26; CBSA, Master Penalty Document C336
@penalties
Feature: Late payment penalties

  Example: A statement due on Canada Day is late from 3 July, however little is unpaid
    Given importer Anne is enrolled in release prior to payment
    And today is 2026-06-08
    And Anne accounts for released goods worth $1,000.00
    When time moves to 2026-07-02
    And Anne pays $49.00 by online-banking
    Then Anne owes $1.00
    When time moves to 2026-07-03
    Then Anne owes $201.00
    And every invariant holds

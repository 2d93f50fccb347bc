# Customs Act s. 33(2); Interpretation Act s. 26; CBSA, Master Penalty Document C336
@penalties
Feature: Late payment penalties

  Example: A statement that is paid short by a dollar costs $200.00
    Given importer Anne is enrolled in release prior to payment
    And today is 2026-01-05
    And Anne accounts for released goods worth $1,000.00
    When time moves to 2026-01-30
    And Anne pays $49.00 by online-banking
    Then Anne owes $1.00
    When time moves to 2026-01-31
    Then Anne owes $201.00
    And every invariant holds

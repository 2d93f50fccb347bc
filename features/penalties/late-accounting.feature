# Customs Act s. 32(3); CBSA, Master Penalty Document C288; Customs Notices 24-29, 25-02
@penalties
Feature: Late accounting penalties

  Background:
    Given importer Anne is enrolled in release prior to payment

  Example: Goods not accounted for in five business days cost $100.00
    Given today is 2025-02-03
    And goods of Anne are released
    When time moves to 2025-02-10
    Then Anne owes $0.00
    When time moves to 2025-02-11
    Then Anne owes $100.00
    And the C288 penalty of Anne is payable by 2025-03-03
    And every invariant holds

  Example: The late declaration is not penalised a second time
    Given today is 2025-02-03
    And goods of Anne are released
    When time moves to 2025-02-12
    And Anne submits the declaration
    And time moves to 2025-03-15
    Then Anne owes $150.00

  Example: Relief covers what became late up to 19 January 2025
    Given today is 2025-01-10
    And goods of Anne are released
    When time moves to 2025-01-13
    And goods of Anne are released
    And time moves to 2025-02-15
    Then Anne owes $100.00

# Customs Act ss. 2(1), 3.1, 33.4(1), 80; SOR/86-1121 s. 4; Customs Notices 24-29, 25-02
@billing
Feature: Interest

  Example: Late payment bears the specified rate from the day after the due date
    Given today is 2026-01-05
    And importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $200,000.00
    When time moves to 2026-02-13
    And Anne pays $10,000.00 by edi
    And time moves to 2026-02-25
    # 14 days at 8.4 %: 10,000 × ((1 + 0.084/365)^14 − 1) = 32.27, and a late payment penalty of $200.00
    Then Anne owes $232.27
    And every invariant holds

  Example: What is paid on the due date bears none
    Given today is 2026-01-05
    And importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $200,000.00
    When time moves to 2026-01-30
    And Anne pays $10,000.00 by edi
    And time moves to 2026-02-25
    Then Anne owes $0.00

  Example: After the go-live late payment was relieved
    Given today is 2024-11-04
    And importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $200,000.00
    When time moves to 2025-12-01
    Then Anne owes $10,000.00

  Example: What is too small to be billed is written off with the statement
    Given today is 2024-11-04
    And importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $10,000.00
    When time moves to 2024-11-29
    And Anne pays $498.50 by edi
    And time moves to 2024-12-25
    Then Anne owes $0.00
    And every invariant holds

  Rule: The agency gives relief where it may

    Background:
      Given today is 2026-01-05
      And importer Anne is enrolled in release prior to payment
      And Anne accounts for released goods worth $200,000.00

    Example: A due date deferred by bulletin
      When time moves to 2026-01-29
      And the agency defers what is due on 2026-01-30 to 2026-02-10
      And time moves to 2026-02-10
      And Anne pays $10,000.00 by edi
      And time moves to 2026-02-25
      Then Anne owes $0.00

    Example: Interest is waived
      When time moves to 2026-02-13
      And Anne pays $10,000.00 by edi
      And time moves to 2026-02-25
      And an officer waives the interest of Anne
      # The late payment penalty of $200.00 stands
      Then Anne owes $200.00
      And every invariant holds

# Customs Act s. 32(2); SOR/2024-42 s. 7; Customs Notices 25-22, 25-23
@security
Feature: The indicator of release prior to payment

  Background:
    Given today is 2025-06-02
    And importer Anne is not enrolled in release prior to payment
    And surety Northern
    And Anne enrols and expects a highest month of $10,000.00

  Example: It is lost 30 days after the security is
    Given the surety enters an agreement of $5,000.00 for Anne
    When the surety gives notice of termination on 2025-07-02
    And time moves to 2025-07-31
    Then goods of Anne may be released before payment
    When time moves to 2025-08-01
    Then goods of Anne may not be released before payment
    When goods of Anne are released
    Then the refusal is NOT_ENROLLED_IN_RPP

  Example: The end of an agreement is announced 30 days before
    Given the surety enters an agreement of $5,000.00 for Anne
    When the surety gives notice of termination on 2025-07-01
    Then the refusal is NOTICE_TOO_SHORT

  Example: Cash in trust pays no debt until the agency applies it
    Given Anne deposits $10,000.00 as security
    And Anne accounts for released goods worth $80,000.00
    When time moves to 2025-07-03
    Then Anne owes $4,000.00
    When the agency applies the cash security of Anne
    Then Anne owes $0.00
    And Anne has $6,000.00 in trust
    And every invariant holds

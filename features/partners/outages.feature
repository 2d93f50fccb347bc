# Customs Notices 24-37, 25-23; SOR/2024-42 s. 5(2); assumptions A-50, A-51
@partners @outage
Feature: Outside systems that do not answer

  Example: Goods released while the release system is down are known later, and dated as released
    Given importer Anne is enrolled in release prior to payment
    And today is 2024-11-05
    And the release system is down
    When goods of Anne are released at the border
    Then CARM knows of no release of Anne
    When the release system comes back
    And time moves to 2024-11-06
    Then CARM knows that goods of Anne were released on 2024-11-05

  Example: A business is registered under the name that its number was issued to
    Given the register issued a business number to "Nordlicht Ltd."
    When "Nordlicht Ltd" is registered under that number
    Then the refusal is LEGAL_NAME_DIFFERS
    When "Nordlicht Ltd." is registered under that number
    Then it is registered

  Example: Goods released before the indicator was lost are taken when their message comes
    Given today is 2025-06-02
    And importer Anne is not enrolled in release prior to payment
    And surety Northern
    And Anne enrols and expects a highest month of $10,000.00
    And the surety enters an agreement of $5,000.00 for Anne
    And the surety gives notice of termination on 2025-07-02
    And time moves to 2025-07-31
    And the release system is down
    When goods of Anne are released at the border
    And time moves to 2025-08-01
    Then goods of Anne may not be released before payment
    When the release system comes back
    And time moves to 2025-08-02
    Then CARM knows that goods of Anne were released on 2025-07-31

# CES 2.0, CS0016355
@declarations @outage
Feature: The exchange-rate service is down

  Background:
    Given importer Anne is enrolled in release prior to payment
    And goods of Anne are released
    And the invoice is in USD

  Example: Declarations in foreign currency wait
    Given the exchange-rate service is down
    When Anne submits the declaration
    Then the declaration is rejected with CAD-E205
    When the exchange-rate service comes back
    And Anne submits the declaration
    Then the declaration is accepted for $69.66

  Example: Declarations in Canadian dollars go on
    Given the exchange-rate service is down
    And the invoice is in CAD
    When Anne submits the declaration
    Then the declaration is accepted for $50.00

  Example: With the known defect they are assessed all the same, and marked
    Given the exchange-rate service is down and the defect of CES 2.0 is in
    When Anne submits the declaration
    Then it carries the warning CAD-W205

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

  Rule: Where the environment lets them, declarations wait and count for the day on which they were filed

    Example: It is accepted once there is a rate
      Given declarations wait for their exchange rates
      When Anne files the declaration
      Then the declaration waits for its exchange rate
      And Anne owes $0.00
      When time moves to 2024-11-13
      And the exchange-rate service comes back
      And time moves to 2024-11-14
      Then the declaration counts for $69.66 as of 2024-11-04, in time
      And Anne owes $69.66
      And every invariant holds

    Example: Its number is in use while it waits
      Given declarations wait for their exchange rates
      When Anne files the declaration
      And Anne files the declaration
      Then the declaration is rejected with CAD-E050+CAD-E205

    Example: What has other faults is rejected at once
      Given declarations wait for their exchange rates
      And the declaration names the office 9999
      When Anne files the declaration
      Then the declaration is rejected with CAD-E040+CAD-E130+CAD-E205

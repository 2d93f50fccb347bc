# Customs Act ss. 109.1, 109.4, 127.1; CBSA, Master Penalty Document C005, C025
@penalties
Feature: Administrative monetary penalties

  Background:
    Given importer Anne is enrolled in release prior to payment
    And today is 2025-05-01

  Example: An inaccurate document costs more only after 30 days
    When an officer penalises Anne under C005
    And time moves to 2025-05-30
    And an officer penalises Anne under C005
    Then Anne owes $300.00
    When time moves to 2025-05-31
    And an officer penalises Anne under C005
    Then Anne owes $525.00

  Example: A penalty paid and then reduced leaves a credit
    Given an officer penalises Anne under C025
    And Anne pays $2,000.00 by online-banking
    When an officer reduces the penalty to $500.00
    Then Anne has a credit of $1,500.00
    And every invariant holds

# SOR/86-1062 ss. 2, 10.2, 10.3, 10.31
@programs
Feature: Customs self-assessment

  Background:
    Given importer Anne is enrolled in release prior to payment
    And the carrier CARR and the driver FAST-0001 are approved for customs self-assessment

  Rule: Everything of a calendar month (option 1), or of the 18th to the 17th (option 2), is billed together

    Example: Option 1
      Given Anne is in customs self-assessment with option 1
      When goods of Anne from US are cleared by CSA on 2024-11-04
      And Anne accounts for them with type TT through API
      Then the declaration is due on 2024-12-31
      When time moves to 2024-11-26
      Then Anne has no statement
      When time moves to 2024-12-26
      Then the latest statement of Anne was issued on 2024-12-25
      And it asks at $50.00
      And every invariant holds

    Example: Option 2
      Given Anne is in customs self-assessment with option 2
      When goods of Anne from MX are cleared by CSA on 2024-11-04
      And Anne accounts for them with type TT through EDI
      Then the declaration is due on 2024-11-29
      When time moves to 2024-11-26
      Then the latest statement of Anne was issued on 2024-11-25

    Example: The option once taken is kept
      Given Anne is in customs self-assessment with option 1
      When Anne takes option 2 of customs self-assessment
      Then the refusal is CSA_OPTION_KEPT

  Rule: Goods cleared so come directly from the United States or Mexico

    Example: Goods sent from China
      Given Anne is in customs self-assessment with option 1
      When goods of Anne from CN are cleared by CSA on 2024-11-04
      And Anne accounts for them with type TT through API
      Then the declaration is rejected with CAD-E228

    Example: The same goods released on minimum documentation
      Given Anne is in customs self-assessment with option 1
      When goods of Anne from CN are cleared by RMD on 2024-11-04
      And Anne accounts for them with type TT through API
      Then the declaration is accepted for $50.00

  Rule: An importer in the program accounts with type TT, and no other importer does

    Example: Payment before release is not for it
      Given Anne is in customs self-assessment with option 1
      And goods of Anne are not released yet
      When Anne submits the declaration
      Then the declaration is rejected with CAD-E229

    Example: Clearance by CSA is not for others
      When goods of Anne from US are cleared by CSA on 2024-11-04
      Then the refusal is NOT_IN_SELF_ASSESSMENT

  Rule: Goods, carrier and driver are eligible

    Example: Goods that need an import permit
      Given Anne is in customs self-assessment with option 1
      When carbon steel of Anne from US is cleared by CSA on 2024-11-04
      And Anne accounts for them with type TT through API
      Then the declaration is rejected with CAD-E237

    Example: A carrier that is not approved
      Given Anne is in customs self-assessment with option 1
      When the carrier NORD brings goods of Anne, driver FAST-0001, for clearance by CSA
      Then the refusal is CARRIER_NOT_APPROVED

    Example: A driver who is not registered
      Given Anne is in customs self-assessment with option 1
      When the carrier CARR brings goods of Anne, driver FAST-0002, for clearance by CSA
      Then the refusal is DRIVER_NOT_REGISTERED

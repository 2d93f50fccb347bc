# Customs Tariff ss. 20, 24 to 29; Customs Act s. 55
@assessment
Feature: Customs duty

  Scenario Outline: Each kind of rate
    Given goods with a value for duty of $<value>
    And a quantity of <quantity> <unit>
    And a rate of duty of "<rate>"
    When the importer accounts for the goods
    Then the customs duty is $<duty>

    Examples:
      | rate                               | value     | quantity | unit | duty     |
      | 18%                                | 16,854.31 | 1        | NMB  | 3,033.78 |
      | 1.87¢/litre                        | 12,249.00 | 4,500    | LTR  | 84.15    |
      | $106.50/tonne plus 7%              | 10,960.00 | 12.5     | TNE  | 2,098.45 |
      | 256% but not less than $36.67/hl   | 2,500.00  | 20       | HLT  | 6,400.00 |
      | 256% but not less than $36.67/hl   | 10.00     | 2,000    | LTR  | 733.40   |
      | 10.5% but not more than $2.00 each | 3,000.00  | 100      | NMB  | 200.00   |

  Rule: The treatment claimed gives way where MFN is lower

    Example: A preference of 6 % where MFN is 5 %
      Given goods with a value for duty of $10,000.00
      And an MFN rate of 5 %
      And treatment 9 claimed at 6 %
      When the importer accounts for the goods
      Then the customs duty is $500.00
      And the treatment applied is MFN

    Example: A preference of 3 % where MFN is 5 %
      Given goods with a value for duty of $10,000.00
      And an MFN rate of 5 %
      And treatment 9 claimed at 3 %
      When the importer accounts for the goods
      Then the customs duty is $300.00
      And the treatment applied is GPT

  Rule: The rate is the one in force when the goods are accounted for

    Example: T-shirts of Germany under MFN
      Given goods with a value for duty of $1,000.00
      And goods of tariff item 6109.10.00.11 of DE origin under treatment 2
      When the importer accounts for the goods on 2024-11-04
      Then the customs duty is $180.00
      And the explanation of the duty names "6109100011, MFN 18%"

    Example: T-shirts of the United States under their own treatment
      Given goods with a value for duty of $1,000.00
      And goods of tariff item 6109.10.00.11 of US origin under treatment 10
      When the importer accounts for the goods on 2024-11-04
      Then the customs duty is $0.00
      And the treatment applied is UST

    Example: The General Tariff for goods without a right to MFN
      Given goods with a value for duty of $1,360.00
      And goods of tariff item 6109.10.00.11 of KP origin under treatment 3
      When the importer accounts for the goods on 2024-11-04
      Then the customs duty is $476.00

    Example: A treatment that the origin has no right to is told
      Given goods with a value for duty of $1,000.00
      And goods of tariff item 6109.10.00.11 of CN origin under treatment 10
      When the importer accounts for the goods on 2024-11-04
      Then the importer is told "cannot be used with country of origin CN"

    Example: A classification number nobody knows
      Given goods with a value for duty of $1,000.00
      And goods of tariff item 9999.99.99.99 of CN origin under treatment 2
      When the importer accounts for the goods on 2024-11-04
      Then no amount is given, for "not in the reference data"

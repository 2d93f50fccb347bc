# Excise Act, 2001 Schedules 1, 4, 6; Customs Tariff ss. 21.1 to 21.3; Select Luxury Items Tax Act s. 34
@assessment
Feature: Excise duty, excise tax and luxury tax

  Example: Wine bears a duty equal to the excise duty
    Given goods with a value for duty of $12,249.00
    And a quantity of 4,500 LTR
    And a rate of duty of "1.87¢/litre"
    And excise code WIN-GT7 for 4,500 units
    When the importer accounts for the goods on 2024-11-04
    Then the customs duty is $84.15
    And the excise duty is $3,222.00

  Example: Cigarettes by five or fraction of five in each package
    Given goods with a value for duty of $1,000.00
    And an MFN rate of 0 %
    And 100 packages of 21 cigarettes
    When the importer accounts for the goods on 2024-11-04
    Then the excise duty is $464.42

  Example: Luxury tax is the lesser of two shares
    Given goods with a value for duty of $150,000.00
    And an MFN rate of 6.1 %
    And an excise tax of $100.00
    And a luxury tax threshold of $100,000.00
    When the importer accounts for the goods
    Then the luxury tax is $11,850.00

  Example: Far above the threshold the share of the whole is the lesser
    Given goods with a value for duty of $300,000.00
    And an MFN rate of 0 %
    And a luxury tax threshold of $100,000.00
    When the importer accounts for the goods
    Then the luxury tax is $30,000.00

  Example: Unverified rates are told as such
    Given goods with a value for duty of $1,000.00
    And an MFN rate of 0 %
    And excise code WIN-GT7 for 100 units
    When the importer accounts for the goods on 2024-11-04
    Then the explanation of the exciseDuty names "general knowledge, not verified"

# Excise Tax Act ss. 212, 213, 215(1); SOR/91-30 s. 13; CBSA Memorandum D13-2-5
@assessment
Feature: GST on imported goods

  Rule: GST is a share of the value for duty and all duties that remain

    Example: Duty-free goods
      Given goods with a value for duty of $25,000.00
      And an MFN rate of 0 %
      When the importer accounts for the goods
      Then the value for tax is $25,000.00
      And the GST is $1,250.00

    Example: A surtax raises the value for tax of duty-free goods
      Given goods with a value for duty of $150.00
      And an MFN rate of 0 %
      And a surtax of 10 %
      When the importer accounts for the goods
      Then the value for tax is $165.00
      And the GST is $8.25

    # Customs Notice 25-24, example 2
    Example: Duty, anti-dumping duty and surtax all enter the value for tax
      Given goods with a value for duty of $1,000.00
      And an MFN rate of 5 %
      And anti-dumping duty of $34.00
      And a surtax of 50 %
      When the importer accounts for the goods
      Then the value for tax is $1,584.00
      And the GST is $79.20
      And the total owed is $663.20

  Rule: An exemption code takes the place of the rate

    Example: Zero-rated groceries still bear customs duty
      Given goods with a value for duty of $27,010.00
      And an MFN rate of 4 %
      And GST exemption code SIM-BASIC-GROCERY
      When the importer accounts for the goods
      Then the customs duty is $1,080.40
      And the GST is $0.00

  Rule: Goods repaired abroad are taxed on the work done there

    Example: A motor sent out for repair
      Given goods with a value for duty of $12,000.00
      And an MFN rate of 0 %
      And the value of the work done abroad is $800.00
      When the importer accounts for the goods
      Then the value for tax is $800.00
      And the GST is $40.00

  Rule: Half a cent counts as a cent

    Example: Duty of 50.5 cents
      Given goods with a value for duty of $10.10
      And an MFN rate of 5 %
      When the importer accounts for the goods
      Then the customs duty is $0.51
      And the GST is $0.53

namespace Vamos.Contracts.Tests;

using Google.Protobuf.Reflection;
using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Contracts.Exchange;
using Vamos.Eligibility.V1;
using Vamos.Exchange.V1;
using Vamos.Fips.V1;
using Vamos.Referral.V1;
using Vamos.ServiceNetwork.V1;

public sealed class ContractMarkTests
{
    private static readonly ServiceDescriptor[] Services =
    [
        AdapterService.Descriptor, BeneficiaryService.Descriptor, EligibilityService.Descriptor, ExchangeService.Descriptor,
        FipsService.Descriptor, ReferralService.Descriptor, ServiceNetworkService.Descriptor,
    ];

    public static TheoryData<string> Methods => new(Services.SelectMany(s => s.Methods).Select(m => m.FullName));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Method_says_what_its_messages_hold(string method)
    {
        var found = Services.SelectMany(s => s.Methods).Single(m => m.FullName == method);

        Assert.NotEqual(DataClass.Unspecified, found.GetOptions().GetExtension(OptionsExtensions.DataClass));
    }

    [Theory]
    [InlineData("vamos.beneficiary.v1.BeneficiaryService.GetBeneficiary", DataClass.Personal)]
    [InlineData("vamos.fips.v1.FipsService.WatchForms", DataClass.Personal)]
    [InlineData("vamos.eligibility.v1.EligibilityService.ListProgrammes", DataClass.Reference)]
    public void Method_about_people_is_marked_personal(string method, DataClass expected) =>
        Assert.Equal(expected, ExchangeMetadata.DataClassOf(Services.SelectMany(s => s.Methods).Single(m => m.FullName == method)));

    [Theory]
    [InlineData("vamos.beneficiary.v1.BeneficiaryService", "GetBeneficiary BatchGetBeneficiaries FindIncompatibilities WatchBeneficiaries")]
    [InlineData("vamos.eligibility.v1.EligibilityService", "CheckEligibility BatchCheckEligibility ListProgrammes GetProgramme")]
    [InlineData("vamos.fips.v1.FipsService", "ValidateForm SubmitForm GetForm GetPersonForm ListForms ImportForms WatchForms GetProtectionStatus")]
    [InlineData("vamos.servicenetwork.v1.ServiceNetworkService", "ListServices GetService UpsertService SearchServices ReportAvailability ListTerritories GetCoverage")]
    [InlineData("vamos.referral.v1.ReferralService", "CreateReferral GetReferral ListReferrals AcceptReferral DeclineReferral CompleteReferral WatchReferrals")]
    [InlineData("vamos.adapter.v1.AdapterService", "Describe GetRecords BatchGetRecords WatchChanges")]
    [InlineData("vamos.exchange.v1.ExchangeService", "WatchExchanges ListExchanges GetTrafficSummary ListSources ListAccesses GetReceipt GetCheckpoint GetConsistencyProof")]
    public void Service_has_the_methods_that_others_build_against(string service, string methods) =>
        Assert.Equal(methods.Split(' '), Services.Single(s => s.FullName == service).Methods.Select(m => m.Name));

    [Fact]
    public void Purpose_names_go_there_and_back()
    {
        Assert.All(ExchangeMetadata.PurposeNames, name => Assert.Equal(name, ExchangeMetadata.NameOf(ExchangeMetadata.PurposeOf(name))));
        Assert.Equal(Purpose.Unspecified, ExchangeMetadata.PurposeOf("CURIOSITY"));
        Assert.DoesNotContain("PURPOSE_UNSPECIFIED", ExchangeMetadata.PurposeNames);
    }
}

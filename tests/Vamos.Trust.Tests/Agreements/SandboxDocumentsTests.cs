namespace Vamos.Trust.Tests.Agreements;

using Vamos.Beneficiary.V1;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Checks;
using Vamos.Trust.Agreements.Documents;
using Vamos.Trust.Agreements.Explaining;

/// <summary>The sandbox's own documents: what a stranger to the project reads first.</summary>
public sealed class SandboxDocumentsTests
{
    private static readonly DateOnly Day = new(2026, 12, 1);
    private static readonly string Get = ExchangedMethods.Find("BeneficiaryService/GetBeneficiary")!.Path;
    private static readonly AgreementCheckResult Result = AgreementCheck.Folder(Repository.SandboxDocuments, Day);

    [Fact]
    public void Documents_have_no_findings() => Assert.Empty(Result.Findings);

    [Fact]
    public void Agreements_say_that_nobody_has_signed_them() => Assert.All(Result.Book!.Agreements.Values, a => Assert.True(a.Illustrative));

    [Fact]
    public void Every_method_is_granted_to_somebody() => Assert.All(
        ExchangedMethods.All, method => Assert.Contains(Result.Book!.Institutions.Keys, code => Result.Book.GrantsOf(code, method.Path).Count != 0));

    [Theory]
    [InlineData("mds")]
    [InlineData("mtess")]
    [InlineData("mspbs")]
    [InlineData("minna")]
    [InlineData("utgs")]
    public void Every_caller_may_fetch_its_receipts(string caller)
    {
        foreach (var method in new[] { "GetReceipt", "GetCheckpoint", "GetConsistencyProof" })
            Assert.True(Result.Book!.Decide(caller, ExchangedMethods.Find("ExchangeService/" + method)!.Path, Purpose.Unspecified, null, Day).IsGranted);
    }

    [Fact]
    public void Utgs_sees_everything_and_watches()
    {
        Assert.Equal(["beneficiary.*"], Grant("utgs", Purpose.CaseManagement).Fields.Paths);
        Assert.True(Result.Book!.Has("utgs", InstitutionRole.Monitor));
    }

    [Fact]
    public void Mtess_sees_identity_and_enrolments_and_nothing_sensitive()
    {
        var answer = (GetBeneficiaryResponse)GeneratedMessage.Of(GetBeneficiaryResponse.Descriptor, 5, 1);
        var all = GeneratedMessage.Leaves(answer).Count;

        Grant("mtess", Purpose.BenefitControl).Fields.Apply(answer);

        var seen = answer.Beneficiary;
        Assert.NotEmpty(seen.Person.Name.FirstSurname);
        Assert.All(seen.Enrollments, e => Assert.True(e.Status != EnrollmentStatus.Unspecified && !e.HasAmount));
        Assert.Null(seen.Person.Indigenous);
        Assert.Empty(seen.Households);
        Assert.Empty(seen.Immunizations);
        Assert.Empty(seen.Pregnancies);
        Assert.Empty(seen.DisabilityCertificates);
        Assert.InRange(GeneratedMessage.Leaves(answer).Count, 1, all / 2);
        Assert.Equal(DenialReason.PurposeNotGranted, Result.Book!.Decide("mtess", Get, Purpose.BenefitPayment, null, Day).Denial);
    }

    [Fact]
    public void Explanation_says_what_and_why_in_both_languages()
    {
        var explanation = AgreementExplanation.Of(Result.Book!, "mtess", ExchangedMethods.Meant("getbeneficiary").Single(), Day);

        var (english, spanish) = (explanation.InEnglish(), explanation.InSpanish());

        string[] said = ["may call", "27/2026", "inciso", "PURPOSE_BENEFIT_CONTROL", "50 a second", "1 d", "enrollments.status", "person.indigenous"];
        Assert.All(said, word => Assert.Contains(word, english, StringComparison.Ordinal));
        string[] dicho = ["puede invocar", "27/2026", "control de prestaciones", "50 por segundo", "beneficiary.enrollments.status"];
        Assert.All(dicho, word => Assert.Contains(word, spanish, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("minna", "ExchangeService/ListSources", "no agreement", "ningún convenio")]
    [InlineData("nobody", "ExchangeService/ListSources", "does not have this institution", "no está registrada")]
    public void Explanation_of_a_denial_says_why(string caller, string method, string english, string spanish)
    {
        var explanation = AgreementExplanation.Of(Result.Book!, caller, ExchangedMethods.Find(method)!, Day);

        Assert.Contains(english, explanation.InEnglish(), StringComparison.Ordinal);
        Assert.Contains(spanish, explanation.InSpanish(), StringComparison.Ordinal);
    }

    private static MethodGrant Grant(string caller, Purpose purpose) => Result.Book!.Decide(caller, Get, purpose, null, Day).Grant!;
}

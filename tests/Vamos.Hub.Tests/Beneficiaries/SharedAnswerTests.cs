namespace Vamos.Hub.Tests.Beneficiaries;

using Vamos.Adapter.V1;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Hub.Beneficiaries;
using Vamos.Hub.Sources;

/// <summary>Callers who wait for the same question get the same answer; what is cut from one's view must stay in the other's.</summary>
public sealed class SharedAnswerTests
{
    [Fact]
    public void What_is_cut_from_one_callers_answer_stays_in_anothers()
    {
        var provenance = new Provenance { Institution = "mds" };
        SourceAnswer[] shared =
        [
            new(
                new SourceStatus { Institution = "mds", State = SourceState.Ok, Provenance = provenance },
                new PersonRecords { Found = true, Person = new Person { Sex = Sex.Female, Provenance = provenance } },
                null),
            new(new SourceStatus { Institution = "mtess", State = SourceState.TimedOut, Detail = "The institution did not answer in time." }, null, null),
        ];
        var (one, other) = (BeneficiaryAssembly.Of(shared), BeneficiaryAssembly.Of(shared));
        var before = other.Clone();

        one.Person.Sex = Sex.Unspecified;
        foreach (var record in one.PersonRecords)
            record.Sex = Sex.Unspecified;
        foreach (var source in one.Sources)
            (source.Detail, source.State, source.Provenance) = ("", SourceState.Unspecified, null);

        Assert.Equal(before, other);
    }
}

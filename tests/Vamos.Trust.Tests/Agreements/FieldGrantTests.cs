namespace Vamos.Trust.Tests.Agreements;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Exchange.V1;
using Vamos.Trust.Agreements;
using Vamos.Trust.Agreements.Fields;

public sealed class FieldGrantTests
{
    // field 1900, a text: what a message of a later contract would carry
    private static readonly byte[] LaterField = [0xE2, 0x76, 0x06, .. "secret"u8];

    [Fact]
    public void Field_of_a_later_contract_is_hidden_where_fields_are_named()
    {
        var response = Answer();

        Grant("beneficiary.person.name.first_surname", "beneficiary.person.birth_date", "beneficiary.enrollments.status").Apply(response);

        Assert.False(Holds(response, "secret"));
        Assert.Equal("Gómez", response.Beneficiary.Person.Name.FirstSurname);
        Assert.Equal(1960, response.Beneficiary.Person.BirthDate.Year);
    }

    [Fact]
    public void Field_of_a_later_contract_comes_along_where_everything_is_granted()
    {
        var response = Answer();

        FieldGrant.Compile(GetBeneficiaryResponse.Descriptor, ["beneficiary.*"]).Apply(response);

        Assert.True(Holds(response, "secret"));
    }

    [Fact]
    public void Error_in_a_oneof_survives_the_removal_of_its_neighbour()
    {
        var response = new BatchGetBeneficiariesResponse { CorrelationId = 7, Error = new() { Code = 5 } };

        FieldGrant.Compile(BatchGetBeneficiariesResponse.Descriptor, ["error"]).Apply(response);

        Assert.Equal(5, response.Error.Code);
        Assert.Equal(0, response.CorrelationId);
    }

    [Fact]
    public void Grant_of_nothing_leaves_nothing()
    {
        var response = Answer();

        FieldGrant.Compile(GetBeneficiaryResponse.Descriptor, []).Apply(response);

        Assert.Equal(0, response.CalculateSize());
    }

    [Fact]
    public void Map_is_kept_or_removed_whole()
    {
        static GetTrafficSummaryResponse Summary() => new() { Summaries = { new TrafficSummary { CallCount = 2, ErrorsByReason = { ["A"] = 1 } } } };
        var (kept, removed) = (Summary(), Summary());

        FieldGrant.Compile(GetTrafficSummaryResponse.Descriptor, ["summaries.errors_by_reason"]).Apply(kept);
        FieldGrant.Compile(GetTrafficSummaryResponse.Descriptor, ["summaries.call_count"]).Apply(removed);

        Assert.Equal(1, kept.Summaries[0].ErrorsByReason["A"]);
        Assert.Equal((0, 2), ((int)kept.Summaries[0].CallCount, (int)removed.Summaries[0].CallCount));
        Assert.Empty(removed.Summaries[0].ErrorsByReason);
    }

    [Fact]
    public void Released_paths_name_what_the_answer_held_and_gather_over_a_stream()
    {
        var grant = Grant("beneficiary.person.birth_date", "beneficiary.person.name.first_surname", "beneficiary.coverage.insurer");
        var released = grant.Releases();

        grant.Apply(Answer(), released);
        Assert.Equal(["beneficiary.person.name.first_surname", "beneficiary.person.birth_date"], released.Paths);

        grant.Apply(new GetBeneficiaryResponse { Beneficiary = new() { Coverage = { new SocialSecurityCoverage { Insurer = "IPS" } } } }, released);
        Assert.Equal(3, released.Paths.Count());

        released.Reset();
        Assert.Empty(released.Paths);
    }

    [Fact]
    public void Read_mask_narrows_a_grant_and_never_widens_it()
    {
        var grant = FieldGrant.Compile(GetBeneficiaryResponse.Descriptor, ["beneficiary.person.name.first_surname", "beneficiary.enrollments.status"]);
        var wanted = FieldGrant.Wanted(Vamos.Beneficiary.V1.Beneficiary.Descriptor, new FieldMask { Paths = { "person", "coverage", "no.such.field" } });

        var both = grant.Within("beneficiary")!.Intersect(wanted);

        Assert.Equal(["person.name.first_surname"], both.Paths);
        Assert.Equal(["person"], both.TopFields);
        Assert.Null(grant.Within("nothing"));
    }

    [Fact]
    public void Message_of_another_type_is_not_taken() => Assert.Throws<ArgumentException>(
        () => FieldGrant.Compile(GetBeneficiaryResponse.Descriptor, ["beneficiary.*"]).Apply(new FindIncompatibilitiesResponse()));

    [Fact]
    public void Every_message_of_the_contracts_lets_unknown_fields_be_dropped() =>
        Assert.All(ExchangedMethods.All, method => FieldGrant.Compile(method.Descriptor.OutputType, []));

    private static FieldGrant Grant(params string[] paths) => FieldGrant.Compile(GetBeneficiaryResponse.Descriptor, paths);

    private static GetBeneficiaryResponse Answer() => new()
    {
        Beneficiary = new Vamos.Beneficiary.V1.Beneficiary
        {
            Person = Person.Parser.ParseFrom(
            [
                .. new Person { Name = new PersonName { FirstSurname = "Gómez", FirstGivenName = "Ana" }, Sex = Sex.Female }.ToByteArray(),
                .. new Person { BirthDate = Date.Parser.ParseFrom([.. new Date { Year = 1960 }.ToByteArray(), .. LaterField]) }.ToByteArray(),
                .. LaterField,
            ]),
            Enrollments = { Enrollment.Parser.ParseFrom([.. new Enrollment { ProgrammeCode = "tekopora" }.ToByteArray(), .. LaterField]) },
        },
    };

    private static bool Holds(IMessage message, string text) => message.ToByteArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
}

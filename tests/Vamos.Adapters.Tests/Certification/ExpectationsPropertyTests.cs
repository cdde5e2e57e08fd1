namespace Vamos.Adapters.Tests.Certification;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Adapter.V1;
using Vamos.Adapters.Certification.Expectations;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Outcome = Vamos.Adapters.Certification.Wire.Outcome;

public sealed class ExpectationsPropertyTests
{
    private const string Sound = """
        people:
          - 7100001
          - national_id: { number: "7100003", letter: A }
            name: "some: body"
            records: { person: { birth_date: 1992-03, sex: SEX_FEMALE }, enrollments: [{ amount: 5, end_date: null }], livestock: [] }
        unknown: [B-7100004]
        changes: { command: touch it, people: [7100001], times: 5, within: 90s }
        timeouts: { call: 250ms, clock: 2m }
        """;

    private static readonly char[] Telling = [.. ":-[]{},'\"#&*!|>%@` \n\t?~\0\u0001\ud800é0aA"];

    [Fact]
    public void Damaged_file_is_understood_or_refused_in_words() => Prop.ForAll(
        Gen.Choose(0, Sound.Length - 1).SelectMany(at => Gen.Choose(0, 12).SelectMany(cut => Gen.Elements(Telling).Select(c => (at, cut, c)))).ToArbitrary(),
        damage =>
        {
            var end = Math.Min(Sound.Length, damage.at + damage.cut);
            return IsUnderstoodOrRefused(Sound[..damage.at] + damage.c + Sound[end..]) && IsUnderstoodOrRefused(Sound[..damage.at]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Text_of_telling_characters_is_understood_or_refused_in_words() => Prop.ForAll(
        Gen.Elements(Telling).ArrayOf().Select(letters => new string(letters)).ToArbitrary(), IsUnderstoodOrRefused)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Texts_that_are_written_are_read_back() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        // Halves of characters do not come over the wire: protobuf refuses them.
        var name = string.Concat(text.Get.Where(c => !char.IsSurrogate(c)));
        var records = new PersonRecords { Found = true, SchoolEnrollments = { new SchoolEnrollment { Year = 2026, School = name } } };
        var written = ExpectationsWriter.Write(new DescribeResponse { Institution = "mds" }, [(new NationalId { Number = "1" }, Outcome.Of(records))]);
        return !new ExpectedMatch(showValues: false).Differences(ExpectationsFile.Parse(written, "/").People[0].Records!, records).Any();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static bool IsUnderstoodOrRefused(string text)
    {
        try
        {
            ExpectationsFile.Parse(text, "/");
            return true;
        }
        catch (ExpectationsException e)
        {
            return e.Errors.Count != 0 && e.Errors.All(error => error.Length > 10);
        }
    }
}

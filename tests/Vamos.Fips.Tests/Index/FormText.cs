namespace Vamos.Fips.Tests.Index;

using System.Globalization;
using Google.Protobuf.Reflection;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.Index.Measures;
using Vamos.Fips.V1;

/// <summary>
/// A form in words: <c>walls:brick</c>, <c>car:no</c> for dwelling and assets; members apart by semicolons, the kinship first:
/// <c>child age:6 level:basic-1-to-6 course:1</c>.
/// </summary>
internal static class FormText
{
    public static readonly DateOnly Interview = new(2026, 11, 22);

    public static IntegratedProtectionForm Of(string area, string dwelling, string members)
    {
        var form = new IntegratedProtectionForm
        {
            Interview = new Interview
            {
                Date = Date.From(Interview),
                Place = new Place { DistrictCode = "1116", Area = area switch { "urban" => Area.Urban, "rural" => Area.Rural, _ => Area.Unspecified } },
            },
            Dwelling = new Dwelling(),
            Assets = new Assets(),
        };
        foreach (var (key, value) in Words(dwelling))
        {
            var isOfDwelling = Dwelling.Descriptor.FindFieldByName(key) is not null;
            if (isOfDwelling)
                Set(form.Dwelling, key, value);
            else
                Set(form.Assets, key, value);
        }

        form.Members.Add(members.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Member));
        return form;
    }

    /// <summary>Later words replace earlier ones of the same key; a minus takes an answer away.</summary>
    public static string Join(string @base, string changes)
    {
        var words = Words(@base).ToDictionary();
        foreach (var word in changes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.StartsWith('-'))
                Assert.True(words.Remove(word[1..]), word);
            else
                words[word.Split(':')[0]] = word.Split(':')[1];
        }

        return string.Join(' ', words.Select(word => $"{word.Key}:{word.Value}"));
    }

    private static FormMember Member(string text)
    {
        var kin = text.Split(' ')[0];
        var member = new FormMember
        {
            Kinship = kin switch
            {
                "head" => Kinship.Head,
                "partner" => Kinship.Partner,
                "child" => Kinship.Child,
                "grandchild" => Kinship.Grandchild,
                "guest" => Kinship.NotRelated,
                "somebody" => Kinship.Unspecified,
                _ => throw new FormatException(kin),
            },
            Schooling = new Schooling(),
            Health = new HealthAnswers(),
            Work = new Work(),
        };
        if (kin == "guest")
            member.HouseholdMember = false;
        foreach (var (key, value) in Words(text[kin.Length..]))
        {
            switch (key)
            {
                case "age":
                    member.BirthDate = Date.From(Interview.AddYears(-int.Parse(value, CultureInfo.InvariantCulture)));
                    break;
                case "born":
                    member.BirthDate = new Date { Year = int.Parse(value, CultureInfo.InvariantCulture) };
                    break;
                case "work" when value == "no":
                    member.Work.Worked = false;
                    break;
                case "work":
                    member.Work.Worked = true;
                    member.Work.Status = (LabourStatus)AnswerWords.Of<LabourStatus>()[value];
                    break;
                case "language":
                    Set(member, key, value);
                    break;
                case "level":
                    Set(member.Schooling, key, value);
                    break;
                case "course":
                    member.Schooling.LastCourse = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "card":
                    member.Health.VaccinationCard = value == "yes";
                    break;
                case "care":
                    member.Health.ReceivedCare = value == "yes";
                    break;
                default:
                    Set(member.Health, key, value);
                    break;
            }
        }

        return member;
    }

    private static IEnumerable<KeyValuePair<string, string>> Words(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => KeyValuePair.Create(word.Split(':')[0], word.Split(':')[1]));

    private static void Set(Google.Protobuf.IMessage message, string key, string value)
    {
        var field = message.Descriptor.FindFieldByName(key) ?? throw new FormatException(key);
        object parsed = field.FieldType switch
        {
            FieldType.Bool => value == "yes",
            FieldType.Int32 => int.Parse(value, CultureInfo.InvariantCulture),
            _ => Enum.ToObject(
                field.EnumType.ClrType,
                field.EnumType.Values.Single(v => v.Name.EndsWith(value.Replace('-', '_').ToUpperInvariant(), StringComparison.Ordinal)
                    && v.Name.Length == value.Length + field.EnumType.Values[0].Name.Length - "UNSPECIFIED".Length).Number),
        };
        field.Accessor.SetValue(message, parsed);
    }
}

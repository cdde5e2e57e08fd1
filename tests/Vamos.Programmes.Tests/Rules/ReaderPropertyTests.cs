namespace Vamos.Programmes.Tests.Rules;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Documents;
using Vamos.Eligibility.V1;
using Vamos.Programmes.Tests.Facts;

/// <summary>Whatever a document holds, the reader says what is wrong, or the rules can be used.</summary>
public sealed class ReaderPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(600);

    private static readonly string[] Pieces =
    [
        "type: any", "of:", "- ", "{", "}", "[", "]", ": ", "\n", "  ", "'", "\"", "&a ", "*a", "<<: ", "? ", "!!int ", "| ", "---\n", "\t", "~", "2024-01-01",
        "type: age", "at_least: -1", "999999999999999999999", "NaN", ".inf", "\u0000", "\uFFFE", "ñ", "null", "true", "# ", "%YAML 9.9\n", "at_most: 1e400",
    ];

    private static readonly Arbitrary<int> Seeds = Arb.From(Gen.Choose(0, int.MaxValue - 1));

    [Fact]
    public void Mutated_document_is_refused_with_a_reason_or_can_be_used() => Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var (name, text) = Repository.Texts[random.Next(Repository.Texts.Count)];
        for (var i = random.Next(1, 6); i > 0; i--)
            text = Mutated(text, random);

        var result = Repository.With(name, text);

        Assert.Equal(result.Book is null, result.Errors.Any());
        Assert.All(result.Findings, f => Assert.True(f.Line >= 1 && f.Message.Length != 0 && f.Path.Length != 0));
        foreach (var programme in result.Book?.Programmes ?? [])
        {
            var facts = GeneratedFacts.Of(seed);
            Assert.NotEqual(Verdict.Unspecified, programme.Judge(facts, GeneratedFacts.Today).Verdict);
            result.Book!.FindIncompatibilities(facts, GeneratedFacts.Today);
        }
    }).Check(Thorough);

    [Fact]
    public void Any_text_is_refused_with_a_reason() => Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Pieces[random.Next(Pieces.Length)]));

        var result = Repository.With("prueba.yaml", text);

        Assert.Null(result.Book);
        Assert.NotEmpty(result.Errors);
    }).Check(Thorough);

    [Fact]
    public void Any_characters_are_refused_with_a_reason() => Prop.ForAll<string>(text =>
    {
        var result = Programmes.Checks.ProgrammeCheck.Files(DocumentFiles.Of([KeyValuePair.Create("prueba.yaml", text ?? "")]));

        Assert.NotEmpty(result.Errors);
    }).Check(Thorough);

    private static string Mutated(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var (at, to) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(7))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(to, lines[at]);
                break;
            case 2:
                (lines[at], lines[to]) = (lines[to], lines[at]);
                break;
            case 3:
                lines[at] = new string(' ', random.Next(8)) + lines[at].TrimStart();
                break;
            case 4:
                lines[at] = lines[at].Insert(random.Next(lines[at].Length + 1), Pieces[random.Next(Pieces.Length)]);
                break;
            case 5:
                lines[at] = lines[at].Contains(':') ? lines[at].Split(':')[0] + ": " + Pieces[random.Next(Pieces.Length)] : lines[at];
                break;
            default:
                lines[at] = lines[at].Length == 0 ? "" : lines[at].Remove(random.Next(lines[at].Length), 1);
                break;
        }

        return string.Join('\n', lines);
    }
}

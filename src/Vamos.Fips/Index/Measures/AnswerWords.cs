namespace Vamos.Fips.Index.Measures;

using Google.Protobuf.Reflection;
using Vamos.Fips.V1;

/// <summary>Answers by the names that documents give them: those of the contract, without the part that all of one list share.</summary>
internal static class AnswerWords
{
    public const string No = "no";
    public const string Yes = "yes";

    /// <summary>Yes and no.</summary>
    public static IReadOnlyDictionary<string, int> YesNo { get; } = new Dictionary<string, int> { [No] = 0, [Yes] = 1 };

    /// <summary>The answers of a list of the contract, without the one that stands for none.</summary>
    public static IReadOnlyDictionary<string, int> Of<T>() where T : struct, Enum =>
        Of(AnswersReflection.Descriptor.EnumTypes.Single(type => type.ClrType == typeof(T)));

    private static Dictionary<string, int> Of(EnumDescriptor list)
    {
        var shared = list.FindValueByNumber(0).Name.Length - "UNSPECIFIED".Length;
        return list.Values.Where(value => value.Number != 0).ToDictionary(
            value => value.Name[shared..].Replace('_', '-').ToLowerInvariant(),
            value => value.Number,
            StringComparer.Ordinal);
    }
}

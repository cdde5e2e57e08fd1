namespace Vamos.Fips.Validation;

using System.Globalization;
using Google.Protobuf.Reflection;
using Vamos.Fips.V1;

/// <summary>Where a field stands in the form, so that violations can be told from the first page to the last.</summary>
internal readonly struct FieldOrder : IComparable<FieldOrder>
{
    private readonly int[] _steps;

    private FieldOrder(int[] steps) => _steps = steps;

    /// <summary>The place of a path. Example: <c>members[2].birth_date</c>.</summary>
    public static FieldOrder Of(string path)
    {
        var steps = new List<int>();
        var within = IntegratedProtectionForm.Descriptor;
        foreach (var step in path.Split('.'))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            var field = within?.FindFieldByName(bracket < 0 ? step : step[..bracket]);
            steps.Add(field?.FieldNumber ?? 0);
            if (bracket >= 0)
                steps.Add(int.Parse(step.AsSpan(bracket + 1, step.Length - bracket - 2), NumberStyles.None, CultureInfo.InvariantCulture));
            within = field?.FieldType == FieldType.Message ? field.MessageType : null;
        }

        return new FieldOrder([.. steps]);
    }

    public int CompareTo(FieldOrder other) => _steps.AsSpan().SequenceCompareTo(other._steps);
}

namespace Vamos.Adapters.Health.Fhir;

using System.Globalization;
using System.Text.Json;

/// <summary>
/// An object within a resource. What is not of the kind that FHIR says is noted and then as good as absent, so that no shape of JSON surprises
/// anybody. The default is an object that is not there.
/// </summary>
internal readonly struct FhirNode(FhirRecord record, JsonElement element, string path)
{
    // Nothing in these resources repeats as often as this.
    private const int MostRepetitions = 1000;

    public bool Exists => element.ValueKind == JsonValueKind.Object;

    public string Path => path;

    public FhirRecord Record => record;

    /// <summary>Whether an element is there at all, empty lists not counted.</summary>
    public bool Has(string name) => Find(name, out var value) && (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 0);

    public FhirNode Child(string name)
    {
        if (!Find(name, out var child))
            return default;
        if (child.ValueKind == JsonValueKind.Object)
            return new FhirNode(record, child, $"{path}.{name}");
        Note(name, "not an object");
        return default;
    }

    /// <summary>The objects of a list.</summary>
    public IReadOnlyList<FhirNode> Each(string name)
    {
        if (!Find(name, out var list))
            return [];
        if (list.ValueKind != JsonValueKind.Array)
        {
            Note(name, "not a list");
            return [];
        }

        if (list.GetArrayLength() > MostRepetitions)
        {
            Note(name, $"more than {MostRepetitions} repetitions");
            return [];
        }

        List<FhirNode> nodes = [];
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
                nodes.Add(new FhirNode(record, item, string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{index}]")));
            else if (item.ValueKind != JsonValueKind.Null)
                Note(name, "an entry that is no object");
            index++;
        }

        return nodes;
    }

    /// <summary>The objects of a list whose entries may be changed in their meaning; an entry that is, is left out and noted.</summary>
    public IReadOnlyList<FhirNode> Backbone(string name)
    {
        List<FhirNode> understood = [];
        foreach (var node in Each(name))
        {
            if (node.Has("modifierExtension"))
                node.Note("modifierExtension", "an extension that is not known changes its meaning");
            else
                understood.Add(node);
        }

        return understood;
    }

    /// <summary>Text for people or a code; null when there is none.</summary>
    public string? Text(string name) => Find(name, out var value) ? record.Take($"{path}.{name}", FhirText.Words(value)) : null;

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!Find(name, out var list))
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostRepetitions)
        {
            Note(name, "not a list of texts");
            return [];
        }

        List<string> texts = [];
        foreach (var item in list.EnumerateArray())
        {
            // Null keeps the place of a text that has only an extension.
            if (item.ValueKind != JsonValueKind.Null && record.Take($"{path}.{name}", FhirText.Words(item)) is { } text)
                texts.Add(text);
        }

        return texts;
    }

    public bool? Flag(string name)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Note(name, "neither true nor false");
        return null;
    }

    public int? Number(string name)
    {
        if (!Find(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        Note(name, "not a whole number");
        return null;
    }

    public void Note(string name, string reason) => record.Note($"{path}.{name}", reason);

    private bool Find(string name, out JsonElement value)
    {
        if (Exists && element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null)
            return true;
        value = default;
        return false;
    }
}

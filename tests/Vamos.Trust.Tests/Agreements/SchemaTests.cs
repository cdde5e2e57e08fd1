namespace Vamos.Trust.Tests.Agreements;

using System.Text.Json.Nodes;
using Vamos.Trust.Agreements.Documents;

/// <summary>The JSON Schema files that editors use.</summary>
public sealed class SchemaTests
{
    [Theory]
    [InlineData("institutions.schema.json")]
    [InlineData("agreement.schema.json")]
    public void Committed_schema_is_the_one_of_the_model(string name)
    {
        var generated = name[0] == 'i' ? AgreementSchema.Institutions : AgreementSchema.Agreement;
        if (Environment.GetEnvironmentVariable("VAMOS_WRITE_SCHEMA") == "1")
            File.WriteAllText(Repository.Schema(name), generated);

        // written anew with: VAMOS_WRITE_SCHEMA=1 dotnet test tests/Vamos.Trust.Tests
        Assert.Equal(generated, File.ReadAllText(Repository.Schema(name)));
    }

    [Fact]
    public void Sandbox_documents_follow_the_schema()
    {
        var agreement = JsonNode.Parse(AgreementSchema.Agreement)!;
        var files = Directory.GetFiles(Path.Combine(Repository.SandboxDocuments, "agreements"));

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Empty(SchemaCheck.Violations(agreement, File.ReadAllText(file))));
        var institutions = File.ReadAllText(Path.Combine(Repository.SandboxDocuments, "institutions.yaml"));
        Assert.Empty(SchemaCheck.Violations(JsonNode.Parse(AgreementSchema.Institutions)!, institutions));
    }

    [Theory]
    [InlineData("title: Control", "titel: Control")]
    [InlineData("number: '12/2026'", "number: 12")]
    [InlineData("date: 2025-12-01", "date: 1/12/2025")]
    [InlineData("PURPOSE_BENEFIT_CONTROL", "PURPOSE_CURIOSITY")]
    [InlineData("per_second: 5", "per_second: 0")]
    [InlineData("max_staleness: 24h", "max_staleness: 24")]
    [InlineData("BeneficiaryService/GetBeneficiary", "BeneficiaryService/GetPerson")]
    [InlineData("fields: ['*']", "fields: []")]
    public void Schema_refuses_what_the_check_refuses(string part, string by)
    {
        var schema = JsonNode.Parse(AgreementSchema.Agreement)!;

        Assert.Empty(SchemaCheck.Violations(schema, Papers.Agreement));
        Assert.NotEmpty(SchemaCheck.Violations(schema, Papers.With(part, by)));
    }
}

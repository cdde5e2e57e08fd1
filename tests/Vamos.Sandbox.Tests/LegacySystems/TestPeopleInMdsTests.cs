namespace Vamos.Sandbox.Tests.LegacySystems;

using Vamos.Sandbox.Population;

/// <summary>Each story, as the rows of the legacy system tell it.</summary>
public sealed class TestPeopleInMdsTests(LegacyDatabase database) : IClassFixture<LegacyDatabase>
{
    [Fact]
    public void Woman_without_income_is_rural_and_has_a_low_index()
    {
        var sheet = Assert.Single(database.Sheets(TestPeople.RuralWomanWithoutIncome));

        Assert.Equal("6", sheet["numero_sexo_persona"]);
        Assert.Equal("6", sheet["numero_tipo_area"]);
        Assert.Equal("0218", DistrictCode(sheet["id_distrito"]));
        Assert.Contains(sheet["total_ingreso_mensual"], (string?[])["0", "0.00"]);
        Assert.True(double.Parse(sheet["indice_calidad_vida"]!) < 30);
    }

    [Fact]
    public void Man_with_salary_has_work_that_the_insurance_reports()
    {
        var person = database.Person(TestPeople.ManWithSalary);

        Assert.Equal("1", person["es_persona_con_empleo"]);
        Assert.Equal("2", Assert.Single(database.Sheets(TestPeople.ManWithSalary))["numero_tipo_relacion_lab"]);
        Assert.Equal("21", database.Scalar($"SELECT numero_tipo_obj_ele_pen FROM objecion_ele_pen WHERE id_persona = {TestPeople.ManWithSalary}"));
    }

    [Fact]
    public void Dead_man_is_still_active_on_the_roll()
    {
        var person = database.Person(TestPeople.DeadManOnARoll);

        Assert.NotNull(person["certificado_defuncion"]);
        Assert.Equal("A", database.Scalar($"SELECT estado FROM nomina_pension_am WHERE id_nomina_pension_am = {TestPeople.DeadManOnARoll}"));
    }

    [Fact]
    public void Mother_in_Villeta_is_at_instalment_12_with_two_children_in_her_form()
    {
        var mother = Assert.Single(database.Sheets(TestPeople.MotherInVilleta));
        var children = database.Query($"SELECT * FROM ficha_persona WHERE id_ficha_hogar = {mother["id_ficha_hogar"]} AND numero_tipo_persona_hogar = 3");
        var roll = Assert.Single(database.Query($"SELECT * FROM padron_tekopora WHERE id_padron_tekopora = {TestPeople.MotherInVilleta}"));

        Assert.Equal("1116", DistrictCode(mother["id_distrito"]));
        Assert.Equal("1", mother["numero_tipo_persona_hogar"]);
        Assert.Equal(["99000008", "99000014"], children.Select(child => LegacyDatabase.Digits(child["numero_cedula"])).Order());
        Assert.Equal(("ACTIVO", "12"), (roll["estado"], roll["cuota"]));
    }

    [Fact]
    public void Child_of_4_lacks_vaccinations()
    {
        var sheet = Assert.Single(database.Sheets(TestPeople.ChildWithIncompleteVaccination));

        Assert.Equal("6", sheet["numero_siono_carnet_vacunacion"]);
    }

    [Fact]
    public void Pregnant_indigenous_woman_of_Boqueron_is_filed_under_the_electoral_code()
    {
        var person = database.Person(TestPeople.PregnantIndigenousWoman);

        Assert.Equal("1", Assert.Single(database.Sheets(TestPeople.PregnantIndigenousWoman))["numero_siono_embarazo"]);
        Assert.Equal("1", person["es_indigena"]);
        Assert.Equal("1702", DistrictCode(person["id_distrito"]));
        Assert.Equal("ARASY", person["primer_nombre"]);
        Assert.Equal("PANAMBÍ", person["segundo_nombre"]);
    }

    [Fact]
    public void Indigenous_man_of_Alto_Paraguay_is_filed_under_the_electoral_code()
    {
        var person = database.Person(TestPeople.IndigenousManOf56);

        Assert.Equal("1604", DistrictCode(person["id_distrito"]));
        Assert.Equal("Y'APY", person["nombre_comunidad_indigena"]);
    }

    [Fact]
    public void Household_head_is_active_at_instalment_72()
    {
        var roll = Assert.Single(database.Query($"SELECT * FROM padron_tekopora WHERE id_padron_tekopora = {TestPeople.HeadAtLastInstalment}"));

        Assert.Equal(("ACTIVO", "72"), (roll["estado"], roll["cuota"]));
    }

    [Fact]
    public void Man_with_severe_disability_has_a_certificate()
    {
        var person = database.Person(TestPeople.ManWithSevereDisability);

        Assert.Equal("1", person["es_discapacidad_severa"]);
        Assert.NotNull(person["certificado_discapacidad"]);
    }

    [Fact]
    public void Two_people_share_a_number_and_the_letter_stands_in_different_columns()
    {
        var rows = database.Query("SELECT * FROM persona WHERE replace(numero_cedula, '.', '') LIKE '%99000010%'");
        var sheets = database.Query("SELECT * FROM ficha_persona WHERE replace(numero_cedula, '.', '') LIKE '%99000010%'");

        Assert.Equal(2, rows.Count);
        Assert.Single(rows, row => row["numero_cedula"]!.StartsWith("A-", StringComparison.Ordinal) && row["letra_cedula"] is null);
        Assert.Equal(2, sheets.Count);
        Assert.Single(sheets, sheet => sheet["letra_cedula"] == "A" && !sheet["numero_cedula"]!.Contains('A'));
    }

    [Fact]
    public void Pensioner_also_draws_a_retirement_payment()
    {
        Assert.Equal("1", database.Person(TestPeople.PensionerWithRetirement)["es_persona_con_jubilacion"]);
        Assert.Equal("A", database.Scalar($"SELECT estado FROM nomina_pension_am WHERE id_nomina_pension_am = {TestPeople.PensionerWithRetirement}"));
        Assert.Equal("22", database.Scalar($"SELECT numero_tipo_obj_ele_pen FROM objecion_ele_pen WHERE id_persona = {TestPeople.PensionerWithRetirement}"));
    }

    [Fact]
    public void Unknown_number_is_in_no_table()
    {
        foreach (var table in new[] { "persona", "ficha_persona", "padron_tekopora", "nomina_pension_am", "padron_tenondera", "padron_tekoha" })
            Assert.Equal("0", database.Scalar($"SELECT count(*) FROM {table} WHERE replace(numero_cedula, '.', '') LIKE '%99000012%'"));
    }

    [Fact]
    public void Woman_without_form_is_a_person_all_the_same()
    {
        Assert.Null(database.Person(TestPeople.WomanWithoutForm)["id_ficha_persona"]);
        Assert.Empty(database.Sheets(TestPeople.WomanWithoutForm));
    }

    private string? DistrictCode(string? id) => database.Scalar($"SELECT codigo_ubicacion FROM ubicacion WHERE id_ubicacion = {id}");
}
